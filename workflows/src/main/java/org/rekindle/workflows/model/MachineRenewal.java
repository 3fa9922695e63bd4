// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a renewal in place did on one machine.
 *
 * @param sentences what was done, in order; the first names the copy that was made of the old files
 * @param certificates in the files afterwards
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineRenewal(String host, List<String> sentences, List<CertificateOnDisk> certificates) {}
