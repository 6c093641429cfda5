// An answer that is bytes of the wire already.

/** In place of a `Message`, where making it as an object first would take too long. */
export class Encoded<Message> {
  readonly bytes: Buffer;
  /** Never set: it keeps the encodings of different messages apart. */
  readonly message?: Message;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}
