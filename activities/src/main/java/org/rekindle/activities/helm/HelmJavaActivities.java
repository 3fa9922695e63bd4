// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.kubernetes.KubernetesFailures;
import org.rekindle.activities.process.Workspace;
import org.rekindle.activities.redaction.Redaction;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.HelmActivities;
import org.rekindle.workflows.api.HelmActivities.ReleaseChecks;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.api.HelmActivities.ReleasesToCheck;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.RepositoryAccess;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.ReleaseCheck;

/**
 * Deploys releases with helm-java in a child process.
 *
 * <ol>
 *   <li>Check the chart's files and all values files, and decrypt those that sops encrypted into the workspace.
 *   <li>Recover a release whose last operation was killed.
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
    public ReleaseChecks check(ReleasesToCheck asked) {
        return new ReleaseChecks(asked.releases().stream()
                .map(release -> check(release, asked.kubernetesVersion()))
                .toList());
    }

    private ReleaseCheck check(Release release, @Nullable String kubernetesVersion) {
        try (Workspace workspace = Workspace.make("rekindle-helm-")) {
            ReleaseFiles named = ReleaseFiles.check(release);
            return render(release, named, named.decrypted(workspace), workspace, kubernetesVersion);
        } catch (ApplicationFailure failure) {
            if (failure.isNonRetryable()) {
                return new ReleaseCheck(release.name(), false, failure.getOriginalMessage());
            }
            throw failure;
        }
    }

    private ReleaseCheck render(
            Release release,
            ReleaseFiles named,
            ReleaseFiles files,
            Workspace workspace,
            @Nullable String kubernetesVersion) {
        Redaction redaction = ValuesSecrets.redaction(files.values(), files.passwords(release));
        HelmRequest order = order(release, files, workspace, null, kubernetesVersion);
        HelmResult answer = new HelmChild(command.apply(workspace.folder()), redaction).carryOut(order, GRACE);
        String what = "Release " + release.name();
        String where = kubernetesVersion == null ? "" : " for Kubernetes " + kubernetesVersion;
        String error = answer.error();
        if (error == null) {
            return new ReleaseCheck(release.name(), true, what + " renders" + where + ".");
        }
        FailureCode code = HelmFailures.code(error);
        if (code == FailureCode.UNAVAILABLE) {
            throw Failures.of(code, what + " could not be rendered yet: " + redaction.apply(error));
        }
        return new ReleaseCheck(
                release.name(),
                false,
                what + " does not render" + where + ": " + redaction.apply(error)
                        + "; correct the chart or its values files until this works: "
                        + sameByHand(release, named, kubernetesVersion));
    }

    private static HelmRequest order(
            Release release,
            ReleaseFiles files,
            Workspace workspace,
            @Nullable String kubeconfig,
            @Nullable String kubernetesVersion) {
        RepositoryAccess access = release.repositoryAccess();
        return new HelmRequest(
                kubeconfig,
                workspace.folder().toString(),
                release.name(),
                release.namespace(),
                files.chart(),
                release.version(),
                release.repository(),
                files.values(),
                Math.toIntExact(Math.max(1, release.timeout().toSeconds())),
                kubernetesVersion,
                access == null ? null : access.username(),
                access == null ? null : access.passwordFile());
    }

    /** What shows the same, with all that it prints. */
    private static String sameByHand(Release release, ReleaseFiles files, @Nullable String kubernetesVersion) {
        StringBuilder command = new StringBuilder("`");
        String repository = release.repository();
        RepositoryAccess access = release.repositoryAccess();
        if (repository != null && access != null && repository.startsWith("oci://")) {
            command.append("helm registry login ").append(URI.create(repository).getAuthority());
            command.append(" --username ").append(access.username());
            command.append(" --password-stdin < ").append(access.passwordFile()).append(" && ");
        }
        command.append("helm template ").append(release.name()).append(' ');
        if (repository == null) {
            command.append(files.chart());
        } else if (repository.startsWith("oci://")) {
            command.append(repository.replaceAll("/+$", "")).append('/').append(files.chart());
        } else {
            command.append(files.chart()).append(" --repo ").append(UrlSecrets.hide(repository));
            if (access != null) {
                command.append(" --username ").append(access.username());
                command.append(" --password \"$(cat ")
                        .append(access.passwordFile())
                        .append(")\"");
            }
        }
        if (release.version() != null) {
            command.append(" --version ").append(release.version());
        }
        files.values().forEach(file -> command.append(" --values ").append(file));
        if (kubernetesVersion != null) {
            command.append(" --kube-version ").append(kubernetesVersion);
        }
        return command.append("`.").toString();
    }

    @Override
    public ReleaseOutcome ensureRelease(ReleaseRequest request) {
        Release release = request.release();
        ReleaseFiles named = ReleaseFiles.check(release);
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
        try (Workspace workspace = Workspace.make("rekindle-helm-");
                KubernetesClient client = clients.open(request.kubeconfig())) {
            ReleaseFiles files = named.decrypted(workspace);
            return deploy(
                    release,
                    files,
                    ValuesSecrets.redaction(files.values(), files.passwords(release)),
                    kubeconfig,
                    workspace,
                    client);
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
        KubernetesFailures trouble = new KubernetesFailures(client.getConfiguration(), Clock.systemUTC());
        List<String> sentences = new ArrayList<>();
        try {
            sentences.addAll(records.recover());
        } catch (KubernetesClientException e) {
            throw trouble.failure(e);
        }
        HelmRequest order =
                order(release, files, workspace, kubeconfig.toAbsolutePath().toString(), null);
        HelmResult answer = new HelmChild(command.apply(workspace.folder()), redaction)
                .carryOut(order, release.timeout().plus(GRACE));
        if (answer.error() != null) {
            return failed(release, answer, answer.error(), redaction, sentences);
        }
        try {
            records.prune();
        } catch (KubernetesClientException e) {
            sentences.add("Old revisions could not be deleted: " + trouble.sentence(e));
        }
        sentences.add(answer.chart() + " is " + answer.action() + " as revision " + answer.revision() + ".");
        return new ReleaseOutcome(
                "deployed".equals(answer.status()),
                String.valueOf(answer.status()),
                answer.revision(),
                String.join(" ", sentences));
    }

    private static ReleaseOutcome failed(
            Release release, HelmResult answer, String error, Redaction redaction, List<String> sentences) {
        // By the words as Helm said them: a value that is one of those words must not hide what went wrong.
        FailureCode code = HelmFailures.code(error);
        String sentence = "Helm could not deploy release " + release.name() + ": " + redaction.apply(error);
        if (code == FailureCode.REFUSED && "failed".equals(answer.status())) {
            sentences.add(sentence);
            return new ReleaseOutcome(false, "failed", answer.revision(), String.join(" ", sentences));
        }
        throw Failures.of(code, sentence);
    }
}
