import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyUp, type ImageFilesSource } from "../../../src/engine/copy-up.ts";
import { imageRecord, removeRoots, temporaryRoots } from "./samples.ts";

let roots: ReturnType<typeof temporaryRoots>;
let hostDir: string;
let opened: number;
beforeEach(() => {
  roots = temporaryRoots();
  opened = 0;
  hostDir = path.join(roots.root, "volumes", "v", "_data");
  fs.mkdirSync(hostDir, { recursive: true });
});
afterEach(() => removeRoots(roots));

/** An image that has a directory /data, and counts how many of its readers are open. */
function image(copy: (target: string) => void): ImageFilesSource {
  return {
    rootfsReader: () => {
      opened++;
      return {
        copyTree: (containerPath, target) => {
          if (containerPath !== "/data") return false;
          copy(target);
          return true;
        },
        close: () => void opened--,
      };
    },
  };
}

const writeOne = (target: string): void => fs.writeFileSync(path.join(target, "one"), "1");
const beside = () => fs.readdirSync(path.dirname(hostDir));

describe("the first use of a volume", () => {
  it("fills an empty volume and leaves nothing beside it", async () => {
    await copyUp(image(writeOne), imageRecord(), [{ hostDir, containerPath: "/data" }]);
    expect(fs.readFileSync(path.join(hostDir, "one"), "utf8")).toBe("1");
    expect(beside()).toEqual(["_data"]);
    expect(opened).toBe(0);
  });

  it("does not even open the image for a volume that has files", async () => {
    fs.writeFileSync(path.join(hostDir, "mine"), "");
    const never: ImageFilesSource = {
      rootfsReader: () => {
        throw new Error("opened the image");
      },
    };
    await copyUp(never, imageRecord(), [{ hostDir, containerPath: "/data" }]);
    expect(fs.readdirSync(hostDir)).toEqual(["mine"]);
  });

  it("leaves the volume empty where the image has nothing", async () => {
    await copyUp(image(writeOne), imageRecord(), [{ hostDir, containerPath: "/other" }]);
    expect(fs.readdirSync(hostDir)).toEqual([]);
    expect(beside()).toEqual(["_data"]);
  });

  it("leaves the volume empty, and nothing beside it, when copying fails", async () => {
    const failing = image((target) => {
      writeOne(target);
      throw Object.assign(new Error("disk full"), { code: "ENOSPC" });
    });
    const copying = copyUp(failing, imageRecord(), [{ hostDir, containerPath: "/data" }]);
    await expect(copying).rejects.toMatchObject({ code: "ERR_NO_SPACE" });
    expect(fs.readdirSync(hostDir)).toEqual([]);
    expect(beside()).toEqual(["_data"]);
    expect(opened).toBe(0);
  });

  it("keeps what another container put there while it was copying", async () => {
    const slow = image((target) => {
      writeOne(target);
      fs.writeFileSync(path.join(hostDir, "theirs"), "2");
    });
    await copyUp(slow, imageRecord(), [{ hostDir, containerPath: "/data" }]);
    expect(fs.readdirSync(hostDir)).toEqual(["theirs"]);
    expect(beside()).toEqual(["_data"]);
  });

  it("removes what a killed copy left, but not the copy of a living process", async () => {
    const gone = path.join(path.dirname(hostDir), ".tmp-4194304-abc-_data"); // above every pid_max
    const living = path.join(path.dirname(hostDir), ".tmp-1-abc-_data");
    fs.mkdirSync(gone);
    fs.mkdirSync(living);
    await copyUp(image(writeOne), imageRecord(), [{ hostDir, containerPath: "/data" }]);
    expect(beside().sort()).toEqual([".tmp-1-abc-_data", "_data"]);
  });
});
