// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.approval.SignatureCheckActivities;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.activities.command.ProcessCommandActivities;
import org.rekindle.activities.helm.HelmJavaActivities;
import org.rekindle.activities.hub.HttpHubActivities;
import org.rekindle.activities.kubernetes.Fabric8KubernetesActivities;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.names.DnsNamesActivities;
import org.rekindle.activities.names.DnsRecordActivities;
import org.rekindle.activities.notify.DeadManByHttp;
import org.rekindle.activities.notify.NoticeLinks;
import org.rekindle.activities.notify.NotifyByChannel;
import org.rekindle.activities.notify.RunLinks;
import org.rekindle.activities.openstack.access.OpenStackAccessActivities;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.inventory.OpenStackInventoryActivities;
import org.rekindle.activities.openstack.magnum.OpenStackMagnumActivities;
import org.rekindle.activities.report.FileReportActivities;
import org.rekindle.activities.rescue.KubernetesRescueActivities;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.activities.secrets.SecretStore;
import org.rekindle.activities.ssh.SshMachineActivities;
import org.rekindle.activities.tls.TlsProbe;
import org.rekindle.worker.fleet.FleetFile;

/** The wiring: every activity, on the systems that the fleet file names. */
public final class Activities {

    /** How long a connection to a cloud may take. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** How long a whole answer of a cloud may take; Magnum itself waits as long for its conductor. */
    public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration TLS_TIMEOUT = Duration.ofSeconds(5);
    /** The driver shows a delete only when helm is done with it, which was seen to take five seconds. */
    private static final Duration SECOND_LOOK_AFTER = Duration.ofSeconds(10);

    private Activities() {}

    /**
     * All activity implementations.
     *
     * @param namespace of the runs, for links to them
     */
    public static List<Object> of(FleetFile fleet, String namespace) {
        Path state = fleet.stateFolder();
        SecretStore secrets = new FileSecretStore(state.resolve("secrets"));
        KubernetesClients kubernetes = new KubernetesClients(secrets);
        Clouds clouds = new CloudSessions(
                new CloudsFile(fleet.cloudsFile()), CONNECT_TIMEOUT, ANSWER_TIMEOUT, Clock.systemUTC());
        ApprovalRules rules = fleet.approvalRules();
        return List.of(
                fleet,
                new TlsProbe(TLS_TIMEOUT, TLS_TIMEOUT, Clock.systemUTC()),
                new OpenStackMagnumActivities(clouds, Clock.systemUTC(), SECOND_LOOK_AFTER, rules),
                new SignatureCheckActivities(rules, Clock.systemUTC()),
                new OpenStackInventoryActivities(clouds),
                new OpenStackAccessActivities(clouds, secrets, Clock.systemUTC()),
                new Fabric8KubernetesActivities(kubernetes),
                new KubernetesRescueActivities(kubernetes, secrets),
                new HelmJavaActivities(kubernetes),
                new ProcessCommandActivities(kubernetes, fleet::hasCommand),
                new DnsNamesActivities(),
                new DnsRecordActivities(clouds, fleet::setsRecords),
                new HttpHubActivities(),
                new SshMachineActivities(Clock.systemUTC()),
                new FileReportActivities(fleet.reportFolder()),
                new DeadManByHttp(fleet.deadManUrlFile()),
                new NotifyByChannel(fleet.channels().byName().values(), noticeLinks(fleet, namespace)));
    }

    private static NoticeLinks noticeLinks(FleetFile fleet, String namespace) {
        PasskeySite pages = fleet.pageSite();
        return new NoticeLinks(links(fleet, namespace), pages == null ? null : pages.origin());
    }

    /** To runs in the Temporal UI; null where the fleet file names no address of it. */
    static @Nullable RunLinks links(FleetFile fleet, String namespace) {
        String base = fleet.channels().link();
        if (base == null) {
            return null;
        }
        return new RunLinks(base, namespace);
    }
}
