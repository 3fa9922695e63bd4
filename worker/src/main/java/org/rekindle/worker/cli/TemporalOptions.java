// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.TemporalAddress;
import picocli.CommandLine.Option;

/** Which Temporal server is spoken to. */
final class TemporalOptions {

    @Option(
            names = "--address",
            paramLabel = "HOST:PORT",
            description = "Temporal's address (default: TEMPORAL_ADDRESS, temporal.toml, 127.0.0.1:7233).")
    private @Nullable String address;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Temporal's namespace (default: TEMPORAL_NAMESPACE, temporal.toml, default).")
    private @Nullable String namespace;

    TemporalAddress address() {
        return new TemporalAddress(address, namespace);
    }
}
