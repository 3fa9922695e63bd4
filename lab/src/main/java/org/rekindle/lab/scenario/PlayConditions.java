// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.time.Duration;
import org.rekindle.lab.cloud.AuthorityMaker;
import org.rekindle.lab.cloud.CertificateAuthorities;
import org.rekindle.lab.proxy.FaultPolicy;

/**
 * How a game day is played.
 *
 * @param testbeds sets up its cloud
 * @param faults what happens to requests on their way to the cloud
 * @param disturbed whether requests can be lost and doubled on their way, so that the cloud is judged by what is left in it
 * @param skipsTime whether time passes at once while nothing works
 * @param pause between two looks at the run
 * @param patience after which a run is taken for one that never ends
 */
public record PlayConditions(
        TestbedFactory testbeds,
        FaultPolicy faults,
        boolean disturbed,
        boolean skipsTime,
        Duration pause,
        Duration patience) {

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofDays(6);

    /** The simulated cloud on skipped time, without trouble on the way. */
    public static PlayConditions undisturbed() {
        return simulated(CertificateAuthorities::make, FaultPolicy.NONE, false);
    }

    /** The simulated cloud on skipped time, with trouble on the way. */
    public static PlayConditions disturbed(AuthorityMaker authorities, FaultPolicy faults) {
        return simulated(authorities, faults, true);
    }

    private static PlayConditions simulated(AuthorityMaker authorities, FaultPolicy faults, boolean disturbed) {
        return new PlayConditions(
                (scenario, temporal, folder) -> new SimulatedTestbed(scenario, temporal, authorities),
                faults,
                disturbed,
                true,
                PAUSE,
                PATIENCE);
    }
}
