// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.secrets;

import java.nio.file.Path;

/**
 * Keeps secrets apart from histories and logs: who makes a secret puts it here and passes on the reference.
 *
 * <p>Every method throws an {@link io.temporal.failure.ApplicationFailure} whose type is a
 * {@link org.rekindle.workflows.model.run.FailureCode}: {@code REFUSED} for a malformed name or reference, {@code NOT_FOUND}
 * for a reference that leads nowhere, {@code UNAVAILABLE} when the store cannot be reached, {@code MISCONFIGURED} when it
 * is not safe to use. No message holds the content of a secret.
 */
public interface SecretStore {

    /**
     * Keeps a secret under a name and replaces what was there, all at once: a reader sees the old or the new content, never
     * a part.
     *
     * @param name segments of letters, digits, {@code .}, {@code _} and {@code -} joined by {@code /}, such as
     *     {@code kubeconfig/demo/4256088d-2fa2-40ba-a60c-3339f6bbe81f}
     * @return the reference by which it is found again; it is no secret
     */
    String put(String name, byte[] content);

    /** The content behind a reference. */
    byte[] read(String reference);

    /** A file with the content, readable by this user only, for consumers that need a file. It must not be written to. */
    Path file(String reference);

    /** Whether there is content behind a reference. */
    boolean exists(String reference);
}
