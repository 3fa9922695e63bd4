// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.kubernetes.Trouble;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.HelmActivities;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Release;
import org.rekindle.workflows.model.ReleaseOutcome;
import org.rekindle.workflows.model.ReleaseRequest;

/**
 * Deploys releases with helm-java in a child process.
 *
 * <ol>
 *   <li>Check the chart's path and all values files.
 *   <li>Mend a release whose last operation was killed.
 *   <li>Ask Helm for the release's status, then install or upgrade it, with the kubeconfig as a file.
 *   <li>Keep the newest ten revisions.
 * </ol>
 *
 * <p>It may run again at any moment, also while an earlier attempt's process is being killed; running again makes one
 * revision more. It does not wait for pods. A release that Helm began and gave up is an outcome ({@code deployed} false);
 * everything before that is a failure: {@code NOT_FOUND} for charts and values files, {@code REFUSED} for a chart or
 * values that cannot work, {@code ACCESS_DENIED}, or {@code UNAVAILABLE} for what may pass.
 */
public final class HelmJavaActivities implements HelmActivities {

    /** For the start of the process and the download of the chart, beyond the release's own timeout. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final KubernetesClients clients;
    private final Function<Path, List<String>> command;
    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Deploys to the clusters whose kubeconfigs the clients take. */
    public HelmJavaActivities(KubernetesClients clients) {
        this(clients, HelmChild::command);
    }

    /** @param command gives the child's program and arguments for its workspace */
    HelmJavaActivities(KubernetesClients clients, Function<Path, List<String>> command) {
        this.clients = clients;
        this.command = command;
    }

    @Override
    public ReleaseOutcome ensureRelease(ReleaseRequest request) {
        Release release = request.release();
        ReleaseFiles files = ReleaseFiles.check(release);
        Redaction redaction = Redaction.of(files.values());
        Path kubeconfig = clients.file(request.kubeconfig());
        ReentrantLock lock = locks.computeIfAbsent(
                String.join("\n", request.kubeconfig(), release.namespace(), release.name()),
                key -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "Release " + release.name() + " was interrupted while another deployment of it was under way.");
        }
        try (Workspace workspace = Workspace.make();
                KubernetesClient client = clients.open(request.kubeconfig())) {
            return deploy(release, files, redaction, kubeconfig, workspace, client);
        } finally {
            lock.unlock();
        }
    }

    private ReleaseOutcome deploy(
            Release release,
            ReleaseFiles files,
            Redaction redaction,
            Path kubeconfig,
            Workspace workspace,
            KubernetesClient client) {
        ReleaseRecords records = new ReleaseRecords(client, release.namespace(), release.name());
        Trouble trouble = new Trouble(client.getConfiguration(), Clock.systemUTC());
        List<String> told = new ArrayList<>();
        try {
            told.addAll(records.mend());
        } catch (KubernetesClientException e) {
            throw trouble.failure(e);
        }
        HelmOrder order = new HelmOrder(
                kubeconfig.toAbsolutePath().toString(),
                workspace.folder().toString(),
                release.name(),
                release.namespace(),
                files.chart(),
                release.version(),
                release.repository(),
                files.values(),
                Math.toIntExact(Math.max(1, release.timeout().toSeconds())));
        HelmAnswer answer = new HelmChild(command.apply(workspace.folder()), redaction)
                .carryOut(order, release.timeout().plus(GRACE));
        if (answer.error() != null) {
            return failed(release, answer, answer.error(), redaction, told);
        }
        try {
            records.prune();
        } catch (KubernetesClientException e) {
            told.add("Old revisions could not be forgotten: " + trouble.sentence(e));
        }
        told.add(answer.chart() + " is " + answer.action() + " as revision " + answer.revision() + ".");
        return new ReleaseOutcome(
                "deployed".equals(answer.status()),
                String.valueOf(answer.status()),
                answer.revision(),
                String.join(" ", told));
    }

    private static ReleaseOutcome failed(
            Release release, HelmAnswer answer, String error, Redaction redaction, List<String> told) {
        // By the words as Helm said them: a value that is one of those words must not hide what went wrong.
        FailureCode code = HelmTrouble.code(error);
        String sentence = "Helm could not deploy release " + release.name() + ": " + redaction.apply(error);
        if (code == FailureCode.REFUSED && "failed".equals(answer.status())) {
            told.add(sentence);
            return new ReleaseOutcome(false, "failed", answer.revision(), String.join(" ", told));
        }
        throw Failures.of(code, sentence);
    }
}
