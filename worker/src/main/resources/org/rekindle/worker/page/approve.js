// SPDX-License-Identifier: Apache-2.0
// Signs the approval that the page shows with a passkey, and sends it; or goes to the identity provider, to approve by a login. The run
// makes the text anew and checks the signature, so nothing that is done here is trusted.
"use strict";

const question = document.getElementById("question");
const button = document.getElementById("approve");
const login = document.getElementById("login");
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

/** Who is chosen, and can approve in this way. */
function chosen(way, can) {
  const person = document.querySelector("input[name=by]:checked");
  if (!person) {
    throw new Error("Say first who you are.");
  }
  if (!can(person)) {
    throw new Error(`The fleet file has no ${way} of ${person.value}.`);
  }
  return person;
}

async function post(path, body) {
  const sent = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ planSha256: question.dataset.plan, ...body }),
  });
  const sentence = await sent.text();
  if (!sent.ok) {
    throw new Error(sentence);
  }
  return sentence;
}

async function approve() {
  const person = chosen("passkey", each => each.dataset.passkeys !== "");
  return post(location.pathname, { by: person.value, at: question.dataset.at, signature: await sign(person) });
}

async function logIn() {
  const person = chosen("subject", each => each.dataset.login === "true");
  location.assign(await post(location.pathname.replace("/approve/", "/oidc/login/"), { by: person.value }));
}

function onClick(pressed, waiting, act) {
  pressed?.addEventListener("click", async () => {
    pressed.disabled = true;
    answer.className = "";
    answer.textContent = waiting;
    try {
      answer.textContent = await act() ?? waiting;
    } catch (failure) {
      answer.className = "trouble";
      answer.textContent = failure.message;
      pressed.disabled = false;
    }
  });
}

onClick(button, "Your device asks who you are.", approve);
onClick(login, "The identity provider asks who you are.", logIn);
