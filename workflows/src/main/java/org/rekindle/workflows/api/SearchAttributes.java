// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import io.temporal.common.SearchAttributeKey;
import java.time.OffsetDateTime;
import java.util.List;

/** The typed search attributes by which runs are found and sorted in the Temporal UI. */
public final class SearchAttributes {

    /** The cluster's id in the fleet file. */
    public static final SearchAttributeKey<String> CLUSTER = SearchAttributeKey.forKeyword("RekindleCluster");

    /** One of {@link org.rekindle.workflows.model.run.Phase}. */
    public static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("RekindlePhase");

    /** When the certificate that is served now ends. */
    public static final SearchAttributeKey<OffsetDateTime> CERTIFICATE_NOT_AFTER =
            SearchAttributeKey.forOffsetDateTime("RekindleCertNotAfter");

    /** What started the run: {@code manual}, {@code alert} or {@code survey}. */
    public static final SearchAttributeKey<String> TRIGGER = SearchAttributeKey.forKeyword("RekindleTrigger");

    /** {@code not-needed}, {@code waiting}, {@code approved} or {@code rejected}. */
    public static final SearchAttributeKey<String> APPROVAL = SearchAttributeKey.forKeyword("RekindleApproval");

    /** One of {@link org.rekindle.workflows.model.run.Outcome}; of a verification {@code PROVEN}, {@code NOT_PROVEN} or {@code NOT_ASKED}. */
    public static final SearchAttributeKey<String> OUTCOME = SearchAttributeKey.forKeyword("RekindleOutcome");

    /** All of them, to be registered. */
    public static final List<SearchAttributeKey<?>> ALL =
            List.of(CLUSTER, PHASE, CERTIFICATE_NOT_AFTER, TRIGGER, APPROVAL, OUTCOME);

    private SearchAttributes() {}
}
