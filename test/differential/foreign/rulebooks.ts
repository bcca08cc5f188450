import { foreignKind } from "./definition.ts";

/** CEL rules: on scalars, lists, maps and across fields, with transitions, messages, reasons and field paths. */
export const rulebooks = foreignKind({
  kind: "Rulebook",
  plural: "rulebooks",
  scope: "Namespaced",
  schema: {
    type: "object",
    "x-kubernetes-validations": [
      {
        rule: "self.metadata.name.size() <= 20",
        message: "the name has to be of at most 20 characters",
      },
      { rule: "has(self.spec.frozen) == has(oldSelf.spec.frozen)", message: "frozen can be neither added nor removed" },
    ],
    properties: {
      spec: {
        type: "object",
        "x-kubernetes-validations": [
          {
            rule: "self.low <= self.high",
            message: "low must not exceed high",
            fieldPath: ".low",
            reason: "FieldValueInvalid",
          },
          {
            rule: "!has(self.mode) || self.mode != 'strict' || has(self.reviewer)",
            messageExpression: "'mode ' + self.mode + ' needs a reviewer'",
            reason: "FieldValueRequired",
            fieldPath: ".reviewer",
          },
          {
            rule: "self.?owner.?team.orValue('nobody') != 'banned'",
            message: "this team is banned",
            reason: "FieldValueForbidden",
          },
          {
            rule: "!has(self.targets) || self.targets.exists_one(t, t.primary)",
            message: "exactly one target is the primary one",
          },
          { rule: "!has(self.limits) || self.limits.all(k, self.limits[k] < 10)" },
          {
            rule: "self.?grows.orValue(0) >= oldSelf.?grows.orValue(0)",
            message: "grows never shrinks",
          },
          {
            rule: "!has(self.window) || self.window <= duration('1h')",
            message: "the window is of at most an hour",
          },
          {
            rule: "!has(self.since) || self.since > timestamp('2020-01-01T00:00:00Z')",
            message: "since is after 2019",
          },
          {
            rule: "!has(self.first) || !has(self.second) || self.first == self.second",
            message: "the two sets are equal, in any order",
          },
        ],
        required: ["low", "high"],
        properties: {
          low: { type: "integer" },
          high: { type: "integer" },
          grows: { type: "integer" },
          mode: { type: "string", maxLength: 20 },
          reviewer: { type: "string", maxLength: 20 },
          frozen: {
            type: "string",
            maxLength: 30,
            "x-kubernetes-validations": [{ rule: "self == oldSelf", message: "frozen cannot change" }],
          },
          once: {
            type: "string",
            maxLength: 30,
            "x-kubernetes-validations": [
              {
                rule: "!oldSelf.hasValue() || self == oldSelf.value()",
                optionalOldSelf: true,
                message: "once set, it stays",
              },
            ],
          },
          owner: { type: "object", properties: { team: { type: "string", maxLength: 20 } } },
          name: {
            type: "string",
            maxLength: 40,
            "x-kubernetes-validations": [
              {
                rule: "self.matches('^[a-z][a-z0-9-]*$')",
                message: "name is of lower case letters, digits and dashes",
              },
              { rule: "!self.startsWith('aws-') && !self.contains('--')" },
              { rule: "self.split('-').size() <= 3", message: "name has at most three parts" },
            ],
          },
          targets: {
            type: "array",
            maxItems: 5,
            items: {
              type: "object",
              required: ["primary", "weight"],
              properties: { primary: { type: "boolean" }, weight: { type: "integer", minimum: 0 } },
              "x-kubernetes-validations": [
                {
                  rule: "self.weight % 2 == 0",
                  messageExpression: "self.primary ? 'the primary weight is odd' : 'a weight is odd'",
                },
              ],
            },
          },
          limits: { type: "object", maxProperties: 5, additionalProperties: { type: "integer" } },
          window: { type: "string", format: "duration", maxLength: 20 },
          since: { type: "string", format: "date-time" },
          first: {
            type: "array",
            maxItems: 5,
            "x-kubernetes-list-type": "set",
            items: { type: "string", maxLength: 9 },
          },
          second: {
            type: "array",
            maxItems: 5,
            "x-kubernetes-list-type": "set",
            items: { type: "string", maxLength: 9 },
          },
          either: {
            "x-kubernetes-int-or-string": true,
            "x-kubernetes-validations": [
              { rule: "type(self) == int ? self > 0 : self == 'auto'", message: "a positive number or auto" },
            ],
          },
          "odd-name": { type: "integer" },
        },
      },
    },
  },
});
