import type { PrinterColumn } from "./custom-resource-definition.ts";

const ready = `.status.conditions[?(@.type=="Ready")]`;

/** The columns of every kind, with those of one kind between them. */
export function columnsOf(noun: string, own: readonly PrinterColumn[]): readonly PrinterColumn[] {
  const isWide = ({ priority = 0 }: PrinterColumn): boolean => priority > 0;
  return [
    { name: "Ready", type: "string", jsonPath: `${ready}.status`, description: "Whether it is as declared." },
    { name: "Status", type: "string", jsonPath: `${ready}.reason`, description: "Why." },
    ...own.filter((column) => !isWide(column)),
    {
      name: "Age",
      type: "date",
      jsonPath: ".metadata.creationTimestamp",
      description: "Since when the object exists.",
    },
    ...own.filter(isWide),
    { name: "ARN", type: "string", jsonPath: ".status.arn", description: `The ARN of the ${noun}.`, priority: 1 },
    { name: "Message", type: "string", jsonPath: `${ready}.message`, description: "Why, in full.", priority: 1 },
    {
      name: "Generation",
      type: "integer",
      jsonPath: ".metadata.generation",
      description: "The object's generation, which grows with each change of the spec.",
      priority: 1,
    },
  ];
}
