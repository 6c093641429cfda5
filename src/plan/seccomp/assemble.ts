// A classic BPF program, written from its end to its beginning: every jump target exists before the jump does, so one
// pass is enough and a target too far for 8 bits gets a long jump in front of it.

const LOAD = 0x20;
const JUMP = 0x05;
const RETURN = 0x06;
const AND = 0x54;
export const EQUAL = 0x15;
export const GREATER = 0x25;
export const GREATER_OR_EQUAL = 0x35;

/** A place in the program, counted from its end. */
export type Place = number;

export class Assembler {
  private readonly code: { code: number; yes: number; no: number; k: number }[] = [];
  private readonly returns = new Map<number, Place>();

  ret(value: number): Place {
    const known = this.returns.get(value);
    if (known !== undefined) return known;
    const place = this.push(RETURN, 0, 0, value);
    this.returns.set(value, place);
    return place;
  }

  load(offset: number, next: Place): Place {
    this.fallTo(next);
    return this.push(LOAD, 0, 0, offset);
  }

  and(mask: number, next: Place): Place {
    this.fallTo(next);
    return this.push(AND, 0, 0, mask);
  }

  branch(code: number, k: number, yes: Place, no: Place): Place {
    // The first long jump moves the branch away by one, hence the 254.
    const far = (place: Place): Place => (this.code.length - place - 1 > 254 ? this.jump(place) : place);
    const [yesNear, noNear] = [far(yes), far(no)];
    return this.push(code, this.distance(yesNear), this.distance(noNear), k);
  }

  bytes(): Uint8Array {
    const buffer = Buffer.alloc(8 * this.code.length);
    this.code.reverse().forEach(({ code, yes, no, k }, i) => {
      buffer.writeUInt16LE(code, 8 * i);
      buffer[8 * i + 2] = yes;
      buffer[8 * i + 3] = no;
      buffer.writeUInt32LE(k >>> 0, 8 * i + 4);
    });
    return new Uint8Array(buffer);
  }

  private jump(place: Place): Place {
    return this.push(JUMP, 0, 0, this.distance(place));
  }

  private fallTo(place: Place): void {
    if (place !== this.code.length - 1) this.jump(place);
  }

  private distance(place: Place): number {
    return this.code.length - place - 1;
  }

  private push(code: number, yes: number, no: number, k: number): Place {
    return this.code.push({ code, yes, no, k }) - 1;
  }
}
