// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.secrets.SecretFile;
import org.rekindle.lab.fake.FakeFacts.Proof;
import org.rekindle.workflows.api.CertificateActivities;
import org.rekindle.workflows.api.CommandActivities;
import org.rekindle.workflows.api.CommandActivities.CommandChecks;
import org.rekindle.workflows.api.CommandActivities.CommandOutcome;
import org.rekindle.workflows.api.CommandActivities.CommandRequest;
import org.rekindle.workflows.api.CommandActivities.CommandsToCheck;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.HelmActivities;
import org.rekindle.workflows.api.HelmActivities.ReleaseChecks;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.api.HelmActivities.ReleasesToCheck;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.api.HubActivities.CellProof;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.api.NamesActivities;
import org.rekindle.workflows.api.RecordActivities;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.run.CellStep;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.ReleaseCheck;

/** Fake hubs with their public names, records and certificates, and the releases and commands that make them. */
public final class FakeHubs
        implements HubActivities,
                HelmActivities,
                CommandActivities,
                NamesActivities,
                RecordActivities,
                CertificateActivities {

    /** What a login in front of the hubs takes. */
    public static final String LOGIN = "simulated";

    private static final String KEPT_OUT = "HTTP 401";

    private static final String NO_UPGRADE = "HTTP 400 instead of 101";

    private final FakeSite site;
    private final boolean websockets;
    private final boolean login;

    /**
     * Hubs of this site.
     *
     * @param websockets whether the ingress passes them
     * @param login whether a login stands in front, which takes {@link #LOGIN} in any header
     */
    public FakeHubs(FakeSite site, boolean websockets, boolean login) {
        this.site = site;
        this.websockets = websockets;
        this.login = login;
    }

    private boolean isKeptOut(Verification verification) {
        return login && verification.headerFiles().values().stream().noneMatch(FakeHubs::isLogin);
    }

    private static boolean isLogin(String file) {
        try {
            return SecretFile.read(Path.of(file)).equals(LOGIN);
        } catch (SecretFile.Unusable unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    @Override
    public HubSighting look(HubTarget target) {
        String says = site.facts().hub();
        if (says == null || site.firstOnes().isEmpty()) {
            return new HubSighting(true, "The hub says that it is well.");
        }
        return new HubSighting(false, says);
    }

    @Override
    public HubSighting awaitHealthy(HubTarget target) {
        if (isKeptOut(target.verification())) {
            throw Failures.stillWaiting(
                    KEPT_OUT + ": a login stands in front; name under verify.access what it takes.",
                    target.pollEvery());
        }
        String instead = site.insteadOf(Proof.HUB);
        if (instead != null) {
            throw Failures.stillWaiting(instead, target.pollEvery());
        }
        return new HubSighting(true, "The hub says that it is well.");
    }

    @Override
    public BuildProof proveBuild(HubTarget target) {
        if (isKeptOut(target.verification())) {
            throw Failures.of(FailureCode.ACCESS_DENIED, "BinderHub refuses to build for us (" + KEPT_OUT + ").");
        }
        String instead = site.insteadOf(Proof.BUILD);
        if (instead != null) {
            return new BuildProof(false, true, List.of("waiting", "building", "pushing", "failed"), instead);
        }
        String launchedOnly = site.insteadOf(Proof.FRESH_BUILD);
        if (launchedOnly != null) {
            return new BuildProof(true, false, List.of("built", "launching", "ready"), launchedOnly);
        }
        List<String> phases = List.of("waiting", "building", "pushing", "built", "launching", "ready");
        if (!websockets) {
            return new BuildProof(false, true, phases, CellStep.WEBSOCKET.failed(NO_UPGRADE));
        }
        return new BuildProof(true, true, phases, "Built and launched.");
    }

    @Override
    public CellProof proveCell(CellRequest request) {
        if (isKeptOut(request.hub().verification())) {
            return new CellProof(CellStep.HUB, KEPT_OUT, null);
        }
        String instead = site.insteadOf(Proof.CELL);
        if (instead != null) {
            return new CellProof(CellStep.SERVER, instead, null);
        }
        if (!websockets) {
            return new CellProof(CellStep.WEBSOCKET, NO_UPGRADE, null);
        }
        return new CellProof(null, "on a new user's server of JupyterHub 5.5.0", null);
    }

    @Override
    public NamesProof prove(NamesWanted wanted) {
        String instead = site.insteadOf(Proof.NAMES);
        if (instead != null) {
            return new NamesProof(false, List.of(instead), wanted.targets());
        }
        return new NamesProof(
                true, List.of("The names lead to " + String.join(", ", wanted.targets()) + "."), wanted.targets());
    }

    @Override
    public NamesProof await(NamesWanted wanted) {
        NamesProof proof = prove(wanted);
        if (!proof.right()) {
            throw Failures.stillWaiting(String.join(" ", proof.sentences()), wanted.pollEvery());
        }
        return proof;
    }

    /** Nothing stands in the way here. */
    @Override
    public RecordsSet set(RecordsWanted wanted) {
        site.settle(Proof.NAMES);
        return new RecordsSet(
                wanted.urls().stream()
                        .map(url -> URI.create(url).getHost() + " is set to " + String.join(", ", wanted.addresses())
                                + " at " + wanted.provider().place() + ".")
                        .toList(),
                List.of());
    }

    /** Nothing stands in the way here, either. */
    @Override
    public RecordsSet rehearse(RecordsWanted wanted) {
        return new RecordsSet(
                List.of("The names can be set at " + wanted.provider().place() + "."), List.of());
    }

    @Override
    public CertificatesProof proveTrusted(PublicEndpoints endpoints) {
        String instead = site.insteadOf(Proof.CERTIFICATES);
        if (instead != null) {
            return new CertificatesProof(false, List.of(instead));
        }
        return new CertificatesProof(true, List.of("A browser takes the certificates."));
    }

    @Override
    public ReleaseChecks check(ReleasesToCheck asked) {
        String instead = site.insteadOf(Proof.RENDER);
        return new ReleaseChecks(asked.releases().stream()
                .map(release -> check(release.name(), instead))
                .toList());
    }

    @Override
    public CommandChecks check(CommandsToCheck asked) {
        return new CommandChecks(asked.commands().stream()
                .map(command ->
                        new ReleaseCheck(command.name(), true, "Command " + command.name() + " can be started."))
                .toList());
    }

    @Override
    public CommandOutcome run(CommandRequest request) {
        String instead = site.insteadOf(Proof.COMMAND);
        if (instead != null) {
            return new CommandOutcome(false, "The command " + request.command().name() + " " + instead);
        }
        return new CommandOutcome(true, "The command " + request.command().name() + " ended with 0 after 2 s.");
    }

    private static ReleaseCheck check(String release, @Nullable String instead) {
        if (instead == null) {
            return new ReleaseCheck(release, true, "Release " + release + " renders.");
        }
        return new ReleaseCheck(release, false, "Release " + release + " does not render: " + instead);
    }

    @Override
    public ReleaseOutcome ensureRelease(ReleaseRequest request) {
        String instead = site.insteadOf(Proof.RELEASE);
        if (instead != null) {
            throw Failures.of(FailureCode.REFUSED, instead);
        }
        return new ReleaseOutcome(true, "deployed", 1, request.release().name() + " is deployed.");
    }
}
