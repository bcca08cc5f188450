/** The version of package.json, which is not there where the bundle runs. */
export const version = "0.1.0";
