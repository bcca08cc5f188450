/** Text. The pattern has to match the whole of it, as the API's do. */
export interface StringShape {
  readonly type: "string";
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly matches?: RegExp;
  /** A sensitive value is never repeated in an error text. */
  readonly sensitive?: true;
}

export interface EnumShape<Value extends string = string> {
  readonly type: "enum";
  readonly values: readonly Value[];
}

export interface IntegerShape {
  readonly type: "integer";
  readonly min?: number;
  readonly max?: number;
}

export interface BooleanShape {
  readonly type: "boolean";
}

export interface ListShape<Member extends Shape = Shape> {
  readonly type: "list";
  readonly member: Member;
}

export interface MapShape<Value extends Shape = Shape> {
  readonly type: "map";
  readonly key: StringShape;
  readonly value: Value;
}

export interface StructureShape<Required extends Members = Members, Optional extends Members = Members> {
  readonly type: "structure";
  readonly required: Required;
  readonly optional: Optional;
}

/** The members of a structure by their names on the wire. */
export interface Members {
  readonly [name: string]: Shape;
}

/** What a value of the API looks like, with its constraints, as data. */
export type Shape =
  | StringShape
  | EnumShape
  | IntegerShape
  | BooleanShape
  | { readonly type: "list"; readonly member: Shape }
  | { readonly type: "map"; readonly key: StringShape; readonly value: Shape }
  | { readonly type: "structure"; readonly required: Members; readonly optional: Members };

/** The static type of the values that a shape accepts. */
export type Infer<S> =
  S extends EnumShape<infer Value>
    ? Value
    : S extends StringShape
      ? string
      : S extends IntegerShape
        ? number
        : S extends BooleanShape
          ? boolean
          : S extends ListShape<infer Member>
            ? readonly Infer<Member>[]
            : S extends MapShape<infer Value>
              ? { readonly [key: string]: Infer<Value> }
              : S extends StructureShape<infer Required, infer Optional>
                ? Flat<
                    { readonly [Name in keyof Required]: Infer<Required[Name]> } & {
                      readonly [Name in keyof Optional]?: Infer<Optional[Name]>;
                    }
                  >
                : never;

type Flat<T> = { readonly [Name in keyof T]: T[Name] };

/** A string of `length` characters, `[least, most]`, that matches `pattern` as a whole. */
export function string(
  length: readonly [(number | undefined)?, (number | undefined)?] = [],
  pattern?: string,
  sensitive?: "sensitive",
): StringShape {
  const [minLength, maxLength] = length;
  return {
    type: "string",
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern, matches: new RegExp(`^(?:${pattern})$`) }),
    ...(sensitive === undefined ? {} : { sensitive: true }),
  };
}

export function enumeration<const Value extends string>(...values: readonly Value[]): EnumShape<Value> {
  return { type: "enum", values };
}

export function integer(min?: number, max?: number): IntegerShape {
  return { type: "integer", ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

export const boolean: BooleanShape = { type: "boolean" };

export function list<Member extends Shape>(member: Member): ListShape<Member> {
  return { type: "list", member };
}

export function map<Value extends Shape>(key: StringShape, value: Value): MapShape<Value> {
  return { type: "map", key, value };
}

export function structure<Required extends Members, Optional extends Members>(
  required: Required,
  optional: Optional,
): StructureShape<Required, Optional> {
  return { type: "structure", required, optional };
}
