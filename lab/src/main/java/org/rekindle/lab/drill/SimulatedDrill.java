// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rekindle.lab.cloud.AuthorityMaker;
import org.rekindle.lab.cloud.CertificateAuthorities;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.proxy.FaultPolicy;
import org.rekindle.lab.scenario.PlayConditions;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Scenarios;

/** The simulated cloud, on time that is skipped. */
public final class SimulatedDrill implements DrillSetup {

    /** Keys take longer to make than a whole run, and it does not matter here who has which. */
    private static final Map<String, ClusterMachines.CertificateAuthority> MADE = new ConcurrentHashMap<>();

    private static final AuthorityMaker AUTHORITIES =
            (name, madeAt) -> MADE.computeIfAbsent(name, missing -> CertificateAuthorities.make(name, madeAt));

    /** A run waits for its own threads most of the time. */
    @Override
    public int atATime() {
        return 3 * Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Scenario scenario(String name) {
        return Scenarios.find(name);
    }

    @Override
    public PlayConditions conditions(long seed) {
        return conditions(FaultPolicy.bySeed(seed));
    }

    /** The conditions of a run with this trouble. */
    static PlayConditions conditions(FaultPolicy faults) {
        return PlayConditions.disturbed(AUTHORITIES, faults);
    }
}
