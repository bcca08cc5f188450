/** A step of the demo did not come out as told. The message is one line for a person. */
export class DemoFailure extends Error {
  override readonly name = "DemoFailure";
}
