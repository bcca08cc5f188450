/** Paths as the server prints them; the object as a whole is `""` here and `<nil>` in texts. */
export function childPath(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}

export function indexPath(parent: string, index: number): string {
  return `${parent}[${index}]`;
}

export function keyPath(parent: string, key: string): string {
  return `${parent}[${key}]`;
}

export function printPath(path: string): string {
  return path === "" ? "<nil>" : path;
}
