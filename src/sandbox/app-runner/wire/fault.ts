/** An error answer of the API. Its message is what the client reads. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: string;
  readonly httpStatus: number;

  constructor(code: string, message: string, httpStatus = 400) {
    super(message);
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

export function invalidRequest(message: string): Fault {
  return new Fault("InvalidRequestException", message);
}

export function invalidState(message: string): Fault {
  return new Fault("InvalidStateException", message);
}

export function resourceNotFound(message: string): Fault {
  return new Fault("ResourceNotFoundException", message);
}

/** The body does not fit the operation's types. The generic AWS JSON front end answers so, before App Runner looks. */
export function serialization(message: string): Fault {
  return new Fault("SerializationException", message);
}
