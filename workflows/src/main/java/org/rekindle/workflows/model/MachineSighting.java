// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a control-plane machine holds.
 *
 * @param renewable whether its certificates can be renewed there: kubeadm is there, so are the authorities' keys, and each file that
 *     kubeadm and the manifests name can be read
 * @param certificates in the files, which may be newer than those that are served
 * @param detail sentences: why it cannot be, or what is remarkable
 * @param gone names of credentials that are not there, such as {@code kubelet.conf}
 * @param servedNotAfter when the certificate ends that the machine's own API server serves, null where that was not seen
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineSighting(
        String host,
        boolean renewable,
        List<CertificateOnDisk> certificates,
        String detail,
        List<String> gone,
        @Nullable Instant servedNotAfter) {

    /** What an older history does not tell was not looked at. */
    public MachineSighting {
        gone = gone == null ? List.of() : List.copyOf(gone);
    }

    /** One that lacks no credential, and whose API server was not looked at. */
    public MachineSighting(String host, boolean renewable, List<CertificateOnDisk> certificates, String detail) {
        this(host, renewable, certificates, detail, List.of(), null);
    }

    /** Whether anything of it was seen. */
    public boolean hasAnswered() {
        return !certificates.isEmpty() || !gone.isEmpty();
    }
}
