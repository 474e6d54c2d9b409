// SPDX-License-Identifier: GPL-3.0-or-later
//
// node send.js URL TOKEN PHONE-NUMBER-ID MESSAGES IN-FLIGHT: sends so many messages with the package that is
// measured, so many at a time, and prints how many went out in a second. Nothing is kept of them.
import Client from "@great-detail/whatsapp";
import { randomUUID } from "node:crypto";
import process from "node:process";

const [url, token, phoneNumberID, messages, inFlight] = process.argv.slice(2);
const client = new Client({
  prefixUrl: url,
  graphVersion: "v25.0",
  request: { headers: { Authorization: `Bearer ${token}` }, retry: 0 },
});
const texts = ["נועה", "דביר", "ורד", "גן האלה", "25/02", "19:00", "https://rsvp.example/d-v"];

async function send(position) {
  const answer = await client.message
    .createMessage({
      phoneNumberID,
      recipient_type: "individual",
      to: `+97250${String(2000000 + position)}`,
      type: "template",
      biz_opaque_callback_data: randomUUID(),
      template: {
        name: "wedding_invitation",
        language: { code: "he" },
        components: [{ type: "body", parameters: texts.map((text) => ({ type: "text", text })) }],
      },
    })
    .json();
  if (!answer.messages[0].id) {
    throw new Error("An answer without the id of the message");
  }
}

let next = 0;

async function sendOneByOne() {
  while (next < Number(messages)) {
    await send(next++);
  }
}

const started = process.hrtime.bigint();
await Promise.all(Array.from({ length: Number(inFlight) }, sendOneByOne));
console.log(Number(messages) / (Number(process.hrtime.bigint() - started) / 1e9));
