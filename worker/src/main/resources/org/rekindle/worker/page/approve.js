// SPDX-License-Identifier: Apache-2.0
// Signs the approval that the page shows with a passkey, and sends it. The run makes the text anew and checks the signature, so nothing
// that is done here is trusted.
"use strict";

const question = document.getElementById("question");
const button = document.getElementById("approve");
const answer = document.getElementById("answer");

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), each => each.charCodeAt(0));
const base64url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The passkey's answer in the form AuthenticationResponseJSON of Web Authentication. */
async function sign(person) {
  const credential = await navigator.credentials.get({
    publicKey: {
      challenge: await crypto.subtle.digest("SHA-256", new TextEncoder().encode(person.dataset.text)),
      rpId: question.dataset.domain,
      userVerification: "required",
      allowCredentials: person.dataset.passkeys.split(" ").map(id => ({ type: "public-key", id: bytes(id) })),
    },
  });
  return JSON.stringify({
    id: credential.id,
    rawId: credential.id,
    type: credential.type,
    response: {
      clientDataJSON: base64url(credential.response.clientDataJSON),
      authenticatorData: base64url(credential.response.authenticatorData),
      signature: base64url(credential.response.signature),
    },
    clientExtensionResults: {},
  });
}

async function approve() {
  const person = document.querySelector("input[name=by]:checked");
  if (!person) {
    throw new Error("Say first who you are.");
  }
  const sent = await fetch(location.pathname, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      planSha256: question.dataset.plan,
      by: person.value,
      at: question.dataset.at,
      signature: await sign(person),
    }),
  });
  const sentence = await sent.text();
  if (!sent.ok) {
    throw new Error(sentence);
  }
  return sentence;
}

button?.addEventListener("click", async () => {
  button.disabled = true;
  answer.className = "";
  answer.textContent = "Your device asks who you are.";
  try {
    answer.textContent = await approve();
  } catch (failure) {
    answer.className = "trouble";
    answer.textContent = failure.message;
    button.disabled = false;
  }
});
