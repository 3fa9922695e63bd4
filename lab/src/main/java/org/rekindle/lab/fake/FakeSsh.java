// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.MachineActivities;
import org.rekindle.workflows.api.MachineActivities.MachineRenewal;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.run.FailureCode;

/** The machines of a control plane, as SSH would show them. */
public final class FakeSsh implements MachineActivities {

    private final FakeSite site;
    private final Instant start;
    private final Map<String, Instant> renewed = new ConcurrentHashMap<>();

    /** Machines of this site. */
    public FakeSsh(FakeSite site) {
        this.site = site;
        this.start = site.now();
    }

    @Override
    public MachineSighting look(MachineTarget target) {
        FakeFacts.Machine machine = machine(target);
        return new MachineSighting(
                machine.host(),
                machine.renewable(),
                certificates(machine),
                machine.renewable()
                        ? "kubeadm and the authorities' keys are there."
                        : "The authorities' keys are not there.",
                renewed.containsKey(machine.host()) ? List.of() : machine.gone(),
                served(machine.host()));
    }

    @Override
    public MachineRenewal renew(MachineTarget target) {
        FakeFacts.Machine machine = machine(target);
        if (!machine.renewable()) {
            throw Failures.of(FailureCode.REFUSED, "The authorities' keys are not on " + machine.host() + ".");
        }
        renewed.putIfAbsent(machine.host(), site.now());
        // Behind the one address are all of them, and it shows a new certificate for sure when each has one.
        if (site.facts().machines().stream().map(FakeFacts.Machine::host).allMatch(renewed::containsKey)) {
            site.renewed();
        }
        return new MachineRenewal(
                machine.host(),
                List.of("Copied the old files.", "Renewed the certificates.", "Restarted the static pods."),
                certificates(machine),
                List.of(),
                served(machine.host()));
    }

    private @Nullable Instant served(String host) {
        Instant renewedAt = renewed.get(host);
        return renewedAt == null ? site.servedNotAfter().orElse(null) : renewedAt.plus(Pki.LEAF_LIFETIME);
    }

    private FakeFacts.Machine machine(MachineTarget target) {
        String host = target.machine().host();
        return site.facts().machines().stream()
                .filter(each -> each.host().equals(host))
                .findFirst()
                .orElseThrow(() -> Failures.of(FailureCode.UNAVAILABLE, "No route to " + host + "."));
    }

    private List<CertificateOnDisk> certificates(FakeFacts.Machine machine) {
        Map<String, Duration> ends = new TreeMap<>(machine.ends());
        machine.ended().forEach((name, ago) -> ends.put(name, ago.negated()));
        if (renewed.containsKey(machine.host())) {
            machine.gone().forEach(name -> ends.put(name, Duration.ZERO));
        }
        List<CertificateOnDisk> certificates = new ArrayList<>();
        ends.forEach((name, end) -> certificates.add(certificate(machine.host(), name, end)));
        return List.copyOf(certificates);
    }

    private CertificateOnDisk certificate(String host, String name, Duration end) {
        boolean authority = name.equals("ca") || name.endsWith("-ca") || name.startsWith("ca-");
        Instant renewedAt = renewed.get(host);
        return new CertificateOnDisk(
                name, renewedAt == null || authority ? start.plus(end) : renewedAt.plus(Pki.LEAF_LIFETIME), authority);
    }
}
