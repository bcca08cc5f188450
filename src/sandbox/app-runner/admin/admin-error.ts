/** A request to the admin interface that cannot be done. */
export class AdminError extends Error {
  override readonly name = "AdminError";
  readonly httpStatus: number;

  constructor(message: string, httpStatus = 400) {
    super(message);
    this.httpStatus = httpStatus;
  }
}
