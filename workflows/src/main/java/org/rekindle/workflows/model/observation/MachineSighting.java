// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

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
        @Nullable Instant servedNotAfter) {}
