// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.CertificateOnDisk;

/** Decides which certificates in a control plane's files have expired and cost the cluster some of its work. */
public final class ExpiredFiles {

    /** As kubeadm calls the certificate that the API server serves. */
    static final String API_SERVER = "apiserver";

    private ExpiredFiles() {}

    /** Those that have expired, the first to expire first; no authorities, and none that nothing uses. */
    public static List<CertificateOnDisk> among(Stream<CertificateOnDisk> certificates, Instant now) {
        return certificates
                .filter(each -> !each.authority()
                        && CertificateFile.of(each.name()).isPresent()
                        && !now.isBefore(each.notAfter()))
                .sorted(Comparator.comparing(CertificateOnDisk::notAfter))
                .toList();
    }
}
