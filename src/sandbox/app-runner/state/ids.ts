import type { Random } from "../../../base/random.ts";

const hexDigits = "0123456789abcdef";
const hostCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** 32 lower-case hexadecimal digits: what App Runner uses for services and operations. */
export function hexId(random: Random): string {
  return pick(hexDigits, 32, random);
}

/** The first label of a service's host name: 10 characters. */
export function hostLabel(random: Random): string {
  return pick(hostCharacters, 10, random);
}

/** The id of a request, in the form of a UUID. */
export function requestId(random: Random): string {
  const digits = pick(hexDigits, 30, random);
  const variant = "89ab"[Math.floor(random() * 4)] ?? "8";
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(12, 15)}`,
    `${variant}${digits.slice(15, 18)}`,
    digits.slice(18, 30),
  ].join("-");
}

function pick(characters: string, length: number, random: Random): string {
  return Array.from({ length }, () => characters[Math.floor(random() * characters.length)] ?? "0").join("");
}
