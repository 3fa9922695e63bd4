// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import org.jspecify.annotations.Nullable;

/**
 * Where Temporal is, as far as the command line says so. What it leaves open comes from Temporal's own environment
 * configuration: {@code TEMPORAL_ADDRESS}, {@code TEMPORAL_NAMESPACE}, {@code TEMPORAL_API_KEY}, {@code TEMPORAL_TLS_*} and
 * its {@code temporal.toml}.
 */
public record TemporalAddress(
        @Nullable String address, @Nullable String namespace) {}
