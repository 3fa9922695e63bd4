// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files by which the worker speaks TLS where it listens, each in PEM.
 *
 * @param certificateFile its certificate, and those between it and a root
 * @param keyFile the private key
 * @param clientAuthorityFile the authorities whose client certificates are believed; null when none is asked for
 */
public record ListenerTls(
        Path certificateFile, Path keyFile, @Nullable Path clientAuthorityFile) {}
