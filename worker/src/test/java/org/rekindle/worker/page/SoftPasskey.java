// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.rekindle.activities.approval.passkey.Passkey;
import org.rekindle.activities.approval.passkey.PasskeyCheck;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.workflows.model.approval.ApprovalText;

/** A passkey whose device is this test: it signs as a browser has a device sign. */
final class SoftPasskey {

    /** The person was there, and the device knew them (section 6.1 of Web Authentication). */
    private static final int PRESENT_AND_VERIFIED = 0x05;

    private final KeyPair keys;
    private final Passkey passkey;

    /** @param id of at least 16 characters */
    SoftPasskey(String person, String id, PasskeySite site) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        String line = "passkey:" + base64(id.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(keys.getPublic().getEncoded());
        passkey = Passkey.read(person, line, site).orElseThrow();
    }

    Passkey passkey() {
        return passkey;
    }

    /** What the page sends as the signature. */
    String sign(ApprovalText text) throws GeneralSecurityException {
        byte[] client = ("{\"type\":\"webauthn.get\",\"challenge\":\"" + base64(PasskeyCheck.challenge(text))
                        + "\",\"origin\":\"" + passkey.site().origin() + "\",\"crossOrigin\":false}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] device = device();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(device);
        signature.update(sha256(client));
        return "{\"id\":\"" + passkey.id() + "\",\"response\":{\"authenticatorData\":\"" + base64(device)
                + "\",\"clientDataJSON\":\"" + base64(client) + "\",\"signature\":\"" + base64(signature.sign())
                + "\"}}";
    }

    /** The hash of the page's domain, the flags, and a count that devices with synchronised passkeys leave at 0. */
    private byte[] device() throws GeneralSecurityException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(sha256(passkey.site().domain().getBytes(StandardCharsets.UTF_8)));
        data.write(PRESENT_AND_VERIFIED);
        data.writeBytes(new byte[4]);
        return data.toByteArray();
    }

    private static byte[] sha256(byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
