import { closeSync, openSync, writeSync } from "node:fs";

const BLOCK_CHARACTERS = 1 << 20;

/** A JSON Lines file written in blocks, so that memory stays flat however long it gets. */
export class JsonLinesFile {
  private readonly file: number;
  private block = "";
  lines = 0;

  constructor(path: string) {
    this.file = openSync(path, "w");
  }

  write(value: object): void {
    this.block += JSON.stringify(value);
    this.block += "\n";
    this.lines++;
    if (this.block.length >= BLOCK_CHARACTERS) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    const bytes = Buffer.from(this.block);
    for (let written = 0; written < bytes.length;) written += writeSync(this.file, bytes, written);
    this.block = "";
  }
}
