// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.MachineActivities;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.MachineRenewal;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.MachineTarget;

/** The machines of a control plane on paper; what is renewed there, the cloud serves. */
public final class FakeMachines implements MachineActivities {

    public final List<String> renewed = new CopyOnWriteArrayList<>();
    public volatile boolean renewable = true;
    public volatile boolean renewsInVain;

    /** When etcd's certificate ends, which nobody sees from outside; null when the files tell of none. */
    public volatile @Nullable Instant etcdEnds;

    private final Clock clock;
    private final FakeCloud cloud;

    FakeMachines(Clock clock, FakeCloud cloud) {
        this.clock = clock;
        this.cloud = cloud;
    }

    @Override
    public MachineSighting look(MachineTarget target) {
        Instant etcd = etcdEnds;
        CertificateOnDisk apiserver = new CertificateOnDisk("apiserver", cloud.oldEnds(), false);
        return new MachineSighting(
                target.machine().host(),
                renewable,
                etcd == null
                        ? List.of(apiserver)
                        : List.of(apiserver, new CertificateOnDisk("etcd-server", etcd, false)),
                renewable ? "kubeadm can renew here." : "There is no ca.key.");
    }

    @Override
    public MachineRenewal renew(MachineTarget target) {
        renewed.add(target.machine().host());
        Instant end = clock.instant().plus(Duration.ofDays(365));
        if (!renewsInVain) {
            cloud.certificateEnds(end);
        }
        return new MachineRenewal(
                target.machine().host(),
                List.of("Kept the old files.", "Renewed."),
                List.of(new CertificateOnDisk("apiserver", end, false)));
    }
}
