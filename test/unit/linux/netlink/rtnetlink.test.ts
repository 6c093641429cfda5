// The expected bytes are what iproute2 6.1 sends for the command in each test (strace -e trace=sendmsg -xx), without the
// 16-byte header, whose sequence number is a clock there.
import { describe, expect, test } from "vitest";
import {
  addAddress,
  addDefaultRoute,
  bytesOf,
  createBridge,
  createVeth,
  deleteLink,
  parseLinks,
  parseMessages,
  setLinkUp,
} from "../../../../src/linux/index.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bodyOf = (request: Uint8Array) => hex(request.subarray(16));

describe("createVeth()", () => {
  const veth = createVeth({
    hostName: "tsx",
    hostIndex: 5000,
    bridgeIndex: 2,
    mtu: 1400,
    peerName: "eth0",
    peerIndex: 100,
    peerMac: "02:54:0a:59:00:02",
  });

  test("sends what `ip link add tsx index 5000 ... type veth peer name eth0 index 100 ... netns PID` sends", () => {
    const patched = veth.bytes.slice();
    new DataView(patched.buffer).setUint32(veth.peerPidAt, 0x7e8a, true);
    expect(bodyOf(patched)).toBe(
      "00000000881300000000000000000000080004007805000008000a000200000008000300747378004c0012000800010076657468400002003c0001000000000064000000000000000000000008000400780500000a00010002540a5900020000080013008a7e0000090003006574683000000000",
    );
  });

  test("says where the pid of the container belongs", () => {
    expect(hex(veth.bytes.subarray(veth.peerPidAt - 4, veth.peerPidAt + 4))).toBe("0800130000000000");
  });
});

describe("the other messages", () => {
  test("createBridge() sends what `ip link add br9 address ... type bridge` sends", () => {
    expect(bodyOf(createBridge("br9", "02:54:0a:59:00:01"))).toBe(
      `${"00".repeat(16)}0a00010002540a59000100000800030062723900100012000a0001006272696467650000`,
    );
  });

  test("setLinkUp() sends what `ip link set eth0 up` sends", () => {
    expect(bodyOf(setLinkUp({ index: 100 }))).toBe("00000000640000000100000001000000");
  });

  test("addAddress() sends what `ip addr add 10.89.0.2/16 brd + dev eth0` sends", () => {
    expect(bodyOf(addAddress({ index: 100, ip: "10.89.0.2", prefixLength: 16 }))).toBe(
      "0210000064000000080002000a590002080001000a590002080004000a59ffff",
    );
  });

  test("addAddress() sends what `ip addr add fd00::2/64 dev eth0 nodad` sends", () => {
    expect(bodyOf(addAddress({ index: 100, ip: "fd00::2", prefixLength: 64 }))).toBe(
      `0a40020064000000${`14000200fd00${"00".repeat(13)}02`}${`14000100fd00${"00".repeat(13)}02`}`,
    );
  });

  test("addDefaultRoute() sends what `ip route add default via 10.89.0.1 dev eth0` sends", () => {
    expect(bodyOf(addDefaultRoute({ index: 100, gateway: "10.89.0.1" }))).toBe(
      "02000000fe03000100000000080005000a5900010800040064000000",
    );
  });

  test("deleteLink() sends what `ip link del tsx` sends", () => {
    expect(bodyOf(deleteLink({ index: 5000 }))).toBe("00000000881300000000000000000000");
  });

  test("addAddress() refuses text that is no address", () => {
    expect(() => addAddress({ index: 1, ip: "10.89.0", prefixLength: 16 })).toThrow('"10.89.0" is not an IP address');
  });
});

describe("parseMessages()", () => {
  test("splits several messages and leaves a cut-off rest out", () => {
    const two = bytesOf(setLinkUp({ index: 1 }, { sequence: 7 }), setLinkUp({ index: 2 }, { sequence: 8 }));
    expect(parseMessages(two).map(({ sequence }) => sequence)).toEqual([7, 8]);
    expect(parseMessages(two.subarray(0, two.length - 1)).map(({ sequence }) => sequence)).toEqual([7]);
  });

  test("finds a link's name, index, kind and master in what the kernel would answer", () => {
    const { bytes } = createVeth({
      hostName: "tsx",
      hostIndex: 5000,
      bridgeIndex: 2,
      mtu: 1400,
      peerName: "eth0",
      peerIndex: 100,
      peerMac: "02:54:0a:59:00:02",
    });
    expect(parseLinks(parseMessages(bytes))).toEqual([
      { name: "tsx", index: 5000, kind: "veth", master: 2, mtu: 1400, mac: "", up: false },
    ]);
  });
});
