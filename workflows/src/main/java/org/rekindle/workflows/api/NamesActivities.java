// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Public names, seen from outside: at the servers of their zones and at a resolver. */
@ActivityInterface(namePrefix = "Names.")
public interface NamesActivities {

    /** Whether the names lead where they should. Waits for what time cures, such as a resolver that keeps an old record. */
    NamesProof prove(NamesWanted wanted);

    /** Waits until they do, also where a person must change a record. */
    NamesProof await(NamesWanted wanted);

    /**
     * Where names should lead.
     *
     * @param urls whose hosts are looked at; those that are addresses are passed over
     * @param targets addresses, or names of load balancers that have them; one at least
     * @param resolver its address, with {@code :port} where it is not 53; null for the system's
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NamesWanted(
            List<String> urls,
            List<String> targets,
            @Nullable String resolver,
            Duration pollEvery) {}

    /**
     * What was seen.
     *
     * @param sentences one for each name, with the cure of what is wrong
     * @param addresses where the names should lead, as addresses
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NamesProof(boolean right, List<String> sentences, List<String> addresses) {

        /** A history from before addresses were told has none. */
        public NamesProof {
            addresses = List.copyOf(Objects.requireNonNullElse(addresses, List.of()));
        }
    }
}
