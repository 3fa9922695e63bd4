// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a control-plane machine holds.
 *
 * @param renewable whether its certificates can be renewed there: kubeadm is there, and so are the authorities' keys
 * @param certificates in the files, which may be newer than those that are served
 * @param detail one sentence: why it cannot be, or what is remarkable
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineSighting(String host, boolean renewable, List<CertificateOnDisk> certificates, String detail) {}
