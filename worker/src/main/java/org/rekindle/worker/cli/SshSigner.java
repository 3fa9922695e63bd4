// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.nio.file.Path;

/** Signs a text with a person's own key. */
@FunctionalInterface
interface SshSigner {

    /**
     * Signs.
     *
     * @param key a private key, or the public half of one that an agent or a security key holds
     * @return the armoured signature
     * @throws CliFailure when nothing was signed, with the cure
     */
    String sign(String text, Path key);
}
