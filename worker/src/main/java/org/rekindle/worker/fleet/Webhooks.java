// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the worker listens.
 *
 * @param port 0 for a free one
 * @param tokenFile file with the bearer token of the webhooks, null when the fleet file names none
 */
public record Webhooks(String host, int port, @Nullable Path tokenFile) {}
