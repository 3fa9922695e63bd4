// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.paper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.paper.PaperFacts.Proof;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.ServedCertificate;

/** What can be seen of the clusters on paper at this moment. */
public final class PaperSite {

    private final PaperFacts facts;
    private final PaperMachines machines;
    private final SkippedTime time;
    private final Map<Proof, Integer> failed = new ConcurrentHashMap<>();
    private Set<String> first = Set.of();
    private volatile boolean mended;

    /** A site of these machines. */
    public PaperSite(PaperFacts facts, PaperMachines machines, SkippedTime time) {
        this.facts = facts;
        this.machines = machines;
        this.time = time;
    }

    /** Says that the clusters of now are those that the scenario begins with, which its facts speak of. */
    public void begins() {
        first = machines.running();
    }

    /** What the scenario says. */
    PaperFacts facts() {
        return facts;
    }

    /** The time of the cloud, after all that is due has been done. */
    Instant now() {
        time.catchUp();
        return time.instant();
    }

    /** The certificate that is served at an address; none where nothing listens. */
    Optional<ServedCertificate> served(String address) {
        time.catchUp();
        return machines.at(address).filter(plane -> !isSilent(plane)).map(this::served);
    }

    /** Whether the scenario says that nothing listens there, until the machine has been mended. */
    private boolean isSilent(PaperMachines.ControlPlane plane) {
        PaperFacts.Api api = facts.api();
        return api != null && api.trouble() == ApiTrouble.SILENT && isFirst(plane.clusterUuid()) && !mended;
    }

    /** The certificate that a control plane serves. */
    ServedCertificate served(PaperMachines.ControlPlane plane) {
        Instant from = plane.issuedAt().plus(isFirst(plane.clusterUuid()) ? facts.clockAhead() : Duration.ZERO);
        return new ServedCertificate(
                "CN=kube-apiserver",
                List.of("kubernetes", "127.0.0.1"),
                "CN=" + plane.clusterName(),
                from,
                from.plus(facts.certificatesLast()),
                Integer.toHexString((plane.clusterUuid() + from).hashCode()));
    }

    /** The control plane that a kubeconfig leads to, by the reference that the shipped activities give it. */
    Optional<PaperMachines.ControlPlane> ofKubeconfig(String reference) {
        time.catchUp();
        return machines.of(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /** Whether the scenario begins with this cluster. */
    boolean isFirst(String clusterUuid) {
        return first.contains(clusterUuid);
    }

    /** The clusters that the scenario begins with and that still stand. */
    List<PaperMachines.ControlPlane> firstOnes() {
        return machines.all().stream()
                .filter(plane -> isFirst(plane.clusterUuid()))
                .toList();
    }

    /** Renewed in place: new certificates are served from now on, and no machine is new. */
    void renewed() {
        mended = true;
        firstOnes().forEach(plane -> machines.renew(plane.clusterUuid(), time.instant()));
    }

    /** What is seen instead of a proof, this time; null when it holds. */
    @Nullable
    String insteadOf(Proof proof) {
        for (PaperFacts.Unproven unproven : facts.unproven()) {
            if (unproven.proof() == proof) {
                int times = failed.merge(proof, 1, Integer::sum);
                if (unproven.times() == null || times <= unproven.times()) {
                    return unproven.says();
                }
            }
        }
        return null;
    }
}
