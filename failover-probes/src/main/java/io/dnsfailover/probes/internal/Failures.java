package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2CorruptFrameException;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * From an exception to a reason, as one table. It goes by the phase and the class of the exception and never by its
 * message: the JDK takes most messages from the C library, which speaks the language of the host.
 */
final class Failures {
    /** How far a conversation had come when it failed. */
    enum Phase {
        /** Making the socket and binding it: whatever fails is ours. */
        OPEN,
        /** Inside connect: what fails here before a packet has left is our own routing table or port range. */
        CONNECT,
        /** Waiting for the connection: what fails here was said by the network or the endpoint. */
        CONNECTING,
        /** The TLS handshake. */
        HANDSHAKE,
        /** Talking over a connection. */
        STREAM,
        /** Talking in datagrams. */
        DATAGRAM
    }

    private record Row(Set<Phase> phases, Class<? extends Throwable> type, Reason reason) {
        boolean fits(Phase phase, Throwable trouble) {
            return phases.contains(phase) && type.isInstance(trouble);
        }
    }

    private static final Set<Phase> ANY = EnumSet.allOf(Phase.class);
    private static final Set<Phase> CONNECTED = EnumSet.of(Phase.HANDSHAKE, Phase.STREAM);

    /** The first row that fits counts. */
    private static final List<Row> TABLE = List.of(
            new Row(ANY, OutOfMemoryError.class, Reason.LOCAL_TROUBLE),
            new Row(EnumSet.of(Phase.OPEN), Exception.class, Reason.LOCAL_TROUBLE),
            new Row(EnumSet.of(Phase.CONNECT, Phase.CONNECTING), ConnectException.class, Reason.REFUSED),
            new Row(EnumSet.of(Phase.CONNECT), Exception.class, Reason.LOCAL_TROUBLE),
            new Row(EnumSet.of(Phase.CONNECTING), BindException.class, Reason.LOCAL_TROUBLE),
            new Row(EnumSet.of(Phase.CONNECTING), IOException.class, Reason.UNREACHABLE),
            new Row(EnumSet.of(Phase.DATAGRAM), PortUnreachableException.class, Reason.REFUSED),
            new Row(EnumSet.of(Phase.DATAGRAM), NoRouteToHostException.class, Reason.UNREACHABLE),
            new Row(EnumSet.of(Phase.DATAGRAM), IOException.class, Reason.LOCAL_TROUBLE),
            new Row(CONNECTED, SSLPeerUnverifiedException.class, Reason.CERTIFICATE),
            new Row(CONNECTED, SSLException.class, Reason.TLS_FAILED),
            new Row(EnumSet.of(Phase.HANDSHAKE), ConnectionClosedException.class, Reason.TLS_FAILED),
            new Row(CONNECTED, ConnectionClosedException.class, Reason.CLOSED),
            new Row(CONNECTED, MessageConstraintException.class, Reason.TOO_LARGE),
            new Row(CONNECTED, TruncatedChunkException.class, Reason.CLOSED),
            new Row(CONNECTED, MalformedChunkCodingException.class, Reason.MALFORMED),
            new Row(CONNECTED, HttpException.class, Reason.MALFORMED),
            new Row(CONNECTED, H2ConnectionException.class, Reason.MALFORMED),
            new Row(CONNECTED, H2CorruptFrameException.class, Reason.MALFORMED),
            new Row(CONNECTED, H2StreamResetException.class, Reason.RESET),
            new Row(CONNECTED, NoRouteToHostException.class, Reason.UNREACHABLE),
            new Row(CONNECTED, SocketException.class, Reason.RESET),
            new Row(EnumSet.of(Phase.HANDSHAKE), IOException.class, Reason.TLS_FAILED),
            new Row(EnumSet.of(Phase.STREAM), IOException.class, Reason.RESET));

    private Failures() {}

    /**
     * Judges an exception.
     *
     * @param phase how far the conversation had come
     * @param trouble what was thrown
     * @return the reason; {@link Reason#PROBE_BROKEN} for what the table does not know, which is no evidence
     */
    static Finding of(Phase phase, Throwable trouble) {
        if (CONNECTED.contains(phase)) {
            @Nullable Throwable certificate = certificateTrouble(trouble);
            if (certificate != null) {
                return Finding.of(certificateReason(certificate), describeCertificate(certificate));
            }
        }
        for (Row row : TABLE) {
            if (row.fits(phase, trouble)) {
                return Finding.of(row.reason(), words(row.reason()) + " (" + describe(trouble) + ")");
            }
        }
        return Finding.of(Reason.PROBE_BROKEN, trouble.getClass().getName() + ": " + describe(trouble));
    }

    /** The message alone would leave the reader with the language of the host, or with a class name. */
    private static String words(Reason reason) {
        return switch (reason) {
            case REFUSED -> "refused";
            case UNREACHABLE -> "not reachable";
            case RESET -> "connection reset";
            case CLOSED -> "connection closed";
            case TLS_FAILED -> "TLS failed";
            case TOO_LARGE -> "too large";
            case MALFORMED -> "not HTTP";
            default -> "trouble on this machine";
        };
    }

    /** The deepest exception that speaks of the certificate: the outer ones only say that the handshake failed. */
    private static @Nullable Throwable certificateTrouble(Throwable trouble) {
        Throwable found = null;
        int depth = 0;
        for (Throwable t = trouble; t != null && depth < 16; t = t.getCause(), depth++) {
            if (t instanceof CertificateRefused) {
                return t;
            }
            if (t instanceof CertificateException
                    || t instanceof CertPathValidatorException
                    || t instanceof CertPathBuilderException
                    || (found == null && t instanceof SSLPeerUnverifiedException)
                    || (found != null && t instanceof GeneralSecurityException)) {
                found = t;
            }
        }
        return found;
    }

    private static Reason certificateReason(Throwable trouble) {
        if (trouble instanceof CertificateRefused refused) {
            return refused.reason();
        }
        if (trouble instanceof SSLPeerUnverifiedException) {
            return Reason.CERTIFICATE_NAME;
        }
        if (trouble instanceof CertificateExpiredException) {
            return Reason.CERTIFICATE_EXPIRED;
        }
        return trouble instanceof CertificateNotYetValidException
                ? Reason.CERTIFICATE_NOT_YET_VALID
                : Reason.CERTIFICATE;
    }

    private static String describeCertificate(Throwable trouble) {
        if (trouble instanceof CertificateRefused) {
            return describe(trouble);
        }
        if (trouble instanceof CertificateExpiredException) {
            return "certificate expired: " + describe(trouble);
        }
        if (trouble instanceof CertificateNotYetValidException) {
            return "certificate not valid yet: " + describe(trouble);
        }
        if (trouble instanceof CertPathBuilderException) {
            return "certificate not trusted: " + describe(trouble);
        }
        return "certificate refused: " + describe(trouble);
    }

    private static String describe(Throwable trouble) {
        String message = trouble.getMessage();
        return message == null || message.isBlank() ? trouble.getClass().getSimpleName() : message;
    }
}
