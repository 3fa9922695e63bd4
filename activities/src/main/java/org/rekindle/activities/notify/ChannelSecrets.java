// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.activities.secrets.SecretFile;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** Reads the files of a channel, anew for each message. No failure quotes what is in them. */
final class ChannelSecrets {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private ChannelSecrets() {}

    /** The secret in a file; {@code MISCONFIGURED} when there is none. */
    static String text(String channel, Path file) {
        try {
            return SecretFile.read(file);
        } catch (SecretFile.Unusable unusable) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "Channel " + channel + " cannot be used, since " + unusable.getMessage() + ".");
        }
    }

    /** The URL in a file, which is a secret; {@code MISCONFIGURED} when there is none. */
    static URI url(String channel, Path file) {
        return url(channel, "The URL in " + file, text(channel, file));
    }

    /** A URL that the fleet file names; {@code MISCONFIGURED} when it cannot be used. */
    static URI url(String channel, String url) {
        return url(channel, "Its URL", url);
    }

    private static URI url(String channel, String what, String text) {
        try {
            HttpAddress address = HttpAddress.of(text);
            if (!address.isTls() && !LOOPBACK.contains(address.host())) {
                throw new NoHttpAddress(
                        "it begins with http://, by which every machine on the way can read it",
                        "write https://, or name this machine");
            }
            return address.uri();
        } catch (NoHttpAddress e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "Channel " + channel + " cannot be used. " + what + " is not usable: " + e.problem() + "; "
                            + e.cure() + ".");
        }
    }
}
