// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.MachineActivities;
import org.rekindle.workflows.api.MachineActivities.MachineRenewal;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.run.FailureCode;

/** The machines of a control plane on paper; what is renewed there, the cloud serves. */
public final class FakeMachines implements MachineActivities {

    public final List<String> renewed = new CopyOnWriteArrayList<>();
    public volatile boolean renewable = true;
    public volatile boolean renewsInVain;

    /** What is not as it should be after a renewal. */
    public final List<String> open = new CopyOnWriteArrayList<>();

    /** The hosts whose API servers nobody sees. */
    public final List<String> unseen = new CopyOnWriteArrayList<>();

    /** Whether the kubelets' credentials are missing. */
    public volatile boolean gone;

    /** Whether none of them lets anybody in. */
    public volatile boolean silent;

    /** When etcd's certificate ends, which nobody sees from outside; null when the files tell of none. */
    public volatile @Nullable Instant etcdEnds;

    /** When the kubelet's ends; null when the files tell of none. */
    public volatile @Nullable Instant kubeletEnds;

    private final Clock clock;
    private final FakeCloud cloud;

    FakeMachines(Clock clock, FakeCloud cloud) {
        this.clock = clock;
        this.cloud = cloud;
    }

    @Override
    public MachineSighting look(MachineTarget target) {
        if (silent) {
            throw Failures.of(FailureCode.ACCESS_DENIED, "It lets nobody in.");
        }
        return new MachineSighting(
                target.machine().host(),
                renewable,
                files(cloud.oldEnds()),
                renewable ? "kubeadm can renew here." : "There is no ca.key.",
                gone ? List.of("kubelet.conf") : List.of(),
                servedBy(target));
    }

    /** As kubeadm does, it renews all that it renews when one is due, and the kubelet's when that has ended. */
    @Override
    public MachineRenewal renew(MachineTarget target) {
        renewed.add(target.machine().host());
        Instant now = clock.instant();
        Instant end = now.plus(Duration.ofDays(365));
        Instant due = now.plus(target.renewBefore());
        boolean isDue = cloud.oldEnds().isBefore(due) || (etcdEnds != null && etcdEnds.isBefore(due));
        if (!renewsInVain) {
            gone = false;
            etcdEnds = etcdEnds == null ? null : end;
            kubeletEnds = kubeletEnds == null ? null : end;
        }
        if (!renewsInVain && isDue) {
            cloud.certificateEnds(end);
        }
        return new MachineRenewal(
                target.machine().host(),
                List.of("Kept the old files.", "Renewed."),
                files(isDue ? end : cloud.oldEnds()),
                List.copyOf(open),
                servedBy(target));
    }

    private @Nullable Instant servedBy(MachineTarget target) {
        return unseen.contains(target.machine().host()) ? null : cloud.oldEnds();
    }

    private List<CertificateOnDisk> files(Instant apiServerEnds) {
        List<CertificateOnDisk> files = new ArrayList<>();
        files.add(new CertificateOnDisk("apiserver", apiServerEnds, false));
        Instant etcd = etcdEnds;
        if (etcd != null) {
            files.add(new CertificateOnDisk("etcd-server", etcd, false));
        }
        Instant kubelet = kubeletEnds;
        if (kubelet != null) {
            files.add(new CertificateOnDisk("kubelet.conf", kubelet, false));
        }
        return files;
    }
}
