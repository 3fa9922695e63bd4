// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A certificate in a control-plane machine's files.
 *
 * @param name as kubeadm calls it, such as {@code apiserver}, {@code etcd-server}, {@code admin.conf}, {@code ca}; and
 *     {@code kubelet.conf} for the kubelet's own
 * @param authority whether it is that of an authority, which kubeadm does not renew
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CertificateOnDisk(String name, Instant notAfter, boolean authority) {}
