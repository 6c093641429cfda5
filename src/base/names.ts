// Names of containers: what is allowed, and a random one for who gives none.

import { randomInt } from "./random.ts";

const NAME_PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const MAX_NAME_LENGTH = 253;

const ADJECTIVES = (
  "able agile amber ample apt arctic azure balmy bold brave breezy bright brisk calm candid civil clear clever cosmic crisp " +
  "curious dapper daring deft eager early earnest easy elated fair fancy fast fine firm fleet fond frank fresh gentle glad " +
  "golden grand happy hardy hearty honest humble jolly keen kind lively loyal lucid lucky mellow merry mild modest neat nimble " +
  "noble patient plucky polite prompt proud quick quiet rapid ready robust rosy serene sharp silent silver sleek smart snug " +
  "solid spry steady stoic sturdy subtle sunny sure swift tender tidy true upbeat vivid warm wise witty zesty"
).split(" ");

const SURNAMES = (
  "abel agnesi allen ampere archimedes avogadro backus bernoulli bohr boole borg brahe bose cantor carson cerf chandra church " +
  "clarke copernicus coulomb curie dahl darwin dijkstra dirac einstein elion engelbart erdos euclid euler faraday fermat fermi " +
  "feynman fourier franklin galileo galois gauss germain godel goodall hamilton hertz hilbert hopper hubble huygens hypatia joule " +
  "kepler kernighan kleene knuth kovalevskaya lamarr lamport laplace leavitt leibniz linnaeus liskov lovelace maxwell mccarthy " +
  "meitner mendel milner minsky napier newton noether ohm pascal pasteur pauling perlman planck ptolemy raman ramanujan ritchie " +
  "rubin sagan shannon snow tesla thompson torvalds turing volta wiles wirth wozniak yonath"
).split(" ");

export function isValidName(text: string): boolean {
  return text.length <= MAX_NAME_LENGTH && NAME_PATTERN.test(text);
}

/** The rule of isValidName() in words, for messages. */
export const NAME_RULE = "a name starts with a letter or digit, followed by at least one of a-z A-Z 0-9 _ . -";

/** A random free name such as "brisk_noether". After many collisions it gets a number, so it always ends. */
export function randomName(isTaken: (name: string) => boolean = () => false): string {
  for (let attempt = 0; ; attempt++) {
    const suffix = attempt < 10 ? "" : String(randomInt(10 ** Math.min(9, attempt - 8)));
    const name = `${pick(ADJECTIVES)}_${pick(SURNAMES)}${suffix}`;
    if (!isTaken(name)) return name;
  }
}

function pick(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? "x";
}
