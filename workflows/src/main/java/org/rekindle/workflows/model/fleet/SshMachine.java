// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A machine that is reached by SSH.
 *
 * @param host name or address
 * @param hostKey fingerprint of one of its host keys as {@code ssh-keygen -l} prints it, {@code SHA256:...}, or a line of
 *     {@code ssh-keyscan}; any other key is refused
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SshMachine(String host, int port, String hostKey) {}
