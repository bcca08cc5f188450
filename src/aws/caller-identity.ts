/** Who the operator is towards AWS. */
export interface CallerIdentity {
  /** The 12 digits of the AWS account. */
  readonly account: string;
  /** Of the user or the assumed role. */
  readonly arn: string;
  /** The first part of every ARN of the account, such as `aws` or `aws-cn`. */
  readonly partition: string;
}
