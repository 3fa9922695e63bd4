// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.redaction;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides by the name of a key or a variable whether its value is meant to be secret. */
public final class SecretKeys {

    private static final Pattern MARKS =
            Pattern.compile("password|passwd|passphrase|passcode|pwd|secret|token|credential"
                    + "|(api|access|private|auth|encrypt(ion)?|crypt|sign(ing)?|shared|license|account|storage|master)key"
                    + "|connectionstring|webhookurl|kubeconfig");

    /** Too short to be looked for within other names: {@code bypass}, {@code author}, {@code shipping}. */
    private static final Set<String> WHOLE = Set.of("pass", "pin", "auth", "key", "salt", "dsn", "jwt", "psk", "hmac");

    private SecretKeys() {}

    /** However it is written: {@code apiToken}, {@code api_token}, {@code API-TOKEN}. */
    public static boolean looksSecret(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return WHOLE.contains(plain)
                || plain.endsWith("pass")
                || MARKS.matcher(plain).find();
    }
}
