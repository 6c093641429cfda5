// ctnetlink: makes the kernel forget connections.

import { attribute, be16, bytesOf, message, NLM_F_ACK, NLM_F_REQUEST, nested, u8, u32 } from "./message.ts";

const NFNL_SUBSYS_CTNETLINK = 1;
const IPCTNL_MSG_CT_DELETE = 2;
const CTA_TUPLE_ORIG = 1;
const CTA_TUPLE_PROTO = 2;
const CTA_PROTO_NUM = 1;
const CTA_PROTO_DST_PORT = 3;
const CTA_FILTER = 25;
const CTA_FILTER_ORIG_FLAGS = 1;
const byProtocolAndPort = (1 << 3) | (1 << 5);

/**
 * Forgets every IPv4 UDP flow to this destination port (as the client wrote it). Older kernels, which
 * delete one fully described flow or all, answer EINVAL and forget nothing.
 */
export function forgetUdpFlows(port: number): Uint8Array {
  return bytesOf(
    message(
      { type: (NFNL_SUBSYS_CTNETLINK << 8) | IPCTNL_MSG_CT_DELETE, flags: NLM_F_REQUEST | NLM_F_ACK },
      Uint8Array.of(2, 0, 0, 0), // nfgenmsg: IPv4
      nested(
        CTA_TUPLE_ORIG,
        nested(CTA_TUPLE_PROTO, attribute(CTA_PROTO_NUM, u8(17)), attribute(CTA_PROTO_DST_PORT, be16(port))),
      ),
      nested(CTA_FILTER, attribute(CTA_FILTER_ORIG_FLAGS, u32(byProtocolAndPort))),
    ),
  );
}
