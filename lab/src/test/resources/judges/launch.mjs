// SPDX-License-Identifier: Apache-2.0
// launch.mjs BINDER SPEC: launches SPEC by BinderHub's own client and prints the phase of each event.
import { BinderRepository } from "@jupyterhub/binderhub-client/client.js";

// The client is written for a page.
globalThis.document = { cookie: "", hidden: false, addEventListener() {}, removeEventListener() {} };
globalThis.window = globalThis;

const [binder, spec] = process.argv.slice(2);
const repository = new BinderRepository(spec, new URL("build/", binder));
for await (const event of repository.fetch()) {
  console.log(event.phase ?? "-");
  if (event.phase === "failed") {
    console.error(event.message);
    process.exit(1);
  }
  if (event.phase === "ready") {
    process.exit(event.url && event.token ? 0 : 2);
  }
}
process.exit(3);
