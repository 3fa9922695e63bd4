// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@code /healthz} says.
 *
 * @param ok whether nothing fails that a new start of the worker may mend: a supervisor may go by it
 * @param failing the checks that fail, empty when all is well
 * @param warnings the checks that fail for a reason outside of the worker
 */
public record WorkerHealth(
        boolean ok,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Failing> failing,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Failing> warnings) {

    /** All is well. */
    public static final WorkerHealth WELL = new WorkerHealth(true, List.of(), List.of());

    /**
     * A check that fails.
     *
     * @param check its name, such as {@code temporal}
     * @param why a sentence
     */
    public record Failing(String check, String why) {}

    /** Checks, each of which gives a sentence when it fails, and a metric for rules of Prometheus. */
    static final class Checks {

        private final MeterRegistry registry;
        private final Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
        private final Map<String, Supplier<Optional<String>>> warnings = new LinkedHashMap<>();

        Checks(MeterRegistry registry) {
            this.registry = registry;
        }

        /** Adds a check of what a new start of the worker may mend. */
        Checks with(String name, Supplier<Optional<String>> check) {
            checks.put(name, check);
            return shown(name, check);
        }

        /** Adds a check of what people must mend elsewhere: a new start of the worker would change nothing. */
        Checks warning(String name, Supplier<Optional<String>> check) {
            warnings.put(name, check);
            return shown(name, check);
        }

        private Checks shown(String name, Supplier<Optional<String>> check) {
            Gauge.builder("rekindle_health_check_failing", () -> check.get().isPresent() ? 1 : 0)
                    .description("1 while this check of /healthz fails, which says why; else 0.")
                    .tag("check", name)
                    .register(registry);
            return this;
        }

        WorkerHealth look() {
            List<Failing> failing = failing(checks);
            return new WorkerHealth(failing.isEmpty(), failing, failing(warnings));
        }

        private static List<Failing> failing(Map<String, Supplier<Optional<String>>> checks) {
            List<Failing> failing = new ArrayList<>();
            checks.forEach((name, check) -> check.get().ifPresent(why -> failing.add(new Failing(name, why))));
            return List.copyOf(failing);
        }
    }
}
