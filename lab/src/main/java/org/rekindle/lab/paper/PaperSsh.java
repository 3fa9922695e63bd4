// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.paper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.MachineActivities;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.MachineRenewal;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.MachineTarget;

/** The machines of a control plane, by SSH, on paper. */
public final class PaperSsh implements MachineActivities {

    private final PaperSite site;
    private final Instant start;
    private final Map<String, Instant> renewed = new ConcurrentHashMap<>();

    /** Machines of this site. */
    public PaperSsh(PaperSite site) {
        this.site = site;
        this.start = site.now();
    }

    @Override
    public MachineSighting look(MachineTarget target) {
        PaperFacts.Machine machine = machine(target);
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
        PaperFacts.Machine machine = machine(target);
        if (!machine.renewable()) {
            throw Failures.of(FailureCode.REFUSED, "The authorities' keys are not on " + machine.host() + ".");
        }
        renewed.putIfAbsent(machine.host(), site.now());
        // Behind the one address are all of them, and it shows a new certificate for sure when each has one.
        if (site.facts().machines().stream().map(PaperFacts.Machine::host).allMatch(renewed::containsKey)) {
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
        Instant anew = renewed.get(host);
        return anew == null ? site.servedNotAfter().orElse(null) : anew.plus(Pki.LEAF_LIFETIME);
    }

    private PaperFacts.Machine machine(MachineTarget target) {
        String host = target.machine().host();
        return site.facts().machines().stream()
                .filter(each -> each.host().equals(host))
                .findFirst()
                .orElseThrow(() -> Failures.of(FailureCode.UNAVAILABLE, "No route to " + host + "."));
    }

    private List<CertificateOnDisk> certificates(PaperFacts.Machine machine) {
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
        Instant anew = renewed.get(host);
        return new CertificateOnDisk(
                name, anew == null || authority ? start.plus(end) : anew.plus(Pki.LEAF_LIFETIME), authority);
    }
}
