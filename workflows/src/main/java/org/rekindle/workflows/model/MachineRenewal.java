// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a renewal in place did on one machine.
 *
 * @param sentences what was done, in order; the first names the copy that was made of the old files, the last each credential before
 *     and after
 * @param certificates in the files afterwards
 * @param open what is not as it should be, a sentence each; empty when all is done
 * @param servedNotAfter when the certificate ends that the machine's own API server serves now, null where that was not seen
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineRenewal(
        String host,
        List<String> sentences,
        List<CertificateOnDisk> certificates,
        List<String> open,
        @Nullable Instant servedNotAfter) {

    /** What an older history does not tell was not looked at. */
    public MachineRenewal {
        open = open == null ? List.of() : List.copyOf(open);
    }
}
