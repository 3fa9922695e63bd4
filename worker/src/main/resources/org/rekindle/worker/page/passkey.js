// SPDX-License-Identifier: Apache-2.0
// Makes a passkey and shows its public half as a line for the fleet file. Nothing is sent.
"use strict";

const form = document.getElementById("passkey");
const answer = document.getElementById("answer");
const line = document.getElementById("line");

const ES256 = -7;
const ED25519 = -8;
const RS256 = -257;

const base64url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function make(name) {
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rp: { id: form.dataset.domain, name: "Rekindle" },
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
      pubKeyCredParams: [ES256, ED25519, RS256].map(alg => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      attestation: "none",
    },
  });
  return `passkey:${credential.id}.${base64url(credential.response.getPublicKey())}`;
}

document.getElementById("make")?.addEventListener("click", async () => {
  const name = document.getElementById("name").value.trim();
  answer.className = "";
  answer.textContent = "";
  try {
    if (!name) {
      throw new Error("Write your name first, as the fleet file has it.");
    }
    line.textContent = `people:\n  - name: ${name}\n    passkeys: ["${await make(name)}"]`;
    answer.textContent = "The passkey is made. It counts when these lines are in the fleet file.";
  } catch (failure) {
    answer.className = "trouble";
    answer.textContent = failure.message;
  }
});
