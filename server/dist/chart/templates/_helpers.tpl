{{- define "portreeve.name" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "portreeve.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "portreeve.labels" -}}
{{ include "portreeve.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "portreeve.scheme" -}}
{{- if .Values.tls.secretName }}HTTPS{{ else }}HTTP{{ end -}}
{{- end -}}

{{/* The container, in either mode; its `name` is portreeve. */}}
{{- define "portreeve.container" -}}
- name: portreeve
  image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  args:
    - serve
    - --listen
    - {{ if eq .Values.mode "sidecar" }}127.0.0.1:8080{{ else }}0.0.0.0:8080{{ end }}
    # Probes come from outside the pod; they tell up or down, and everything else takes a credential.
    - --management
    - 0.0.0.0:9091
    {{- if or .Values.policies .Values.policiesVolume }}
    - --policies
    - /policies
    {{- end }}
    - --state
    - /state
    - --shutdown-delay
    - "5"
    {{- with .Values.tls.secretName }}
    - --tls-cert
    - /tls/tls.crt
    - --tls-key
    - /tls/tls.key
    {{- end }}
    {{- with .Values.credentials.secretName }}
    - --credentials
    - /credentials/credentials.yaml
    {{- end }}
    {{- if .Values.insecure.noTls }}
    - --insecure-no-tls
    {{- end }}
    {{- if .Values.insecure.noAuth }}
    - --insecure-no-auth
    {{- end }}
    {{- if .Values.insecure.openMetrics }}
    - --open-metrics
    {{- end }}
    {{- range $name, $value := .Values.options }}
    - --{{ $name }}
    - {{ $value | toString | quote }}
    {{- end }}
  {{- with .Values.jvmOptions }}
  env:
    - {name: _JAVA_OPTIONS, value: {{ . | quote }}}
  {{- end }}
  ports:
    {{- if ne .Values.mode "sidecar" }}
    - {name: checks, containerPort: 8080}
    {{- end }}
    - {name: management, containerPort: 9091}
  startupProbe:
    httpGet: {path: /readyz, port: management, scheme: {{ include "portreeve.scheme" . }}}
    periodSeconds: 1
    failureThreshold: 60
  readinessProbe:
    httpGet: {path: /readyz, port: management, scheme: {{ include "portreeve.scheme" . }}}
    periodSeconds: 2
    failureThreshold: 1
  livenessProbe:
    httpGet: {path: /livez, port: management, scheme: {{ include "portreeve.scheme" . }}}
    periodSeconds: 10
    failureThreshold: 3
  resources:
    {{- toYaml .Values.resources | nindent 4 }}
  securityContext:
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    capabilities: {drop: [ALL]}
    seccompProfile: {type: RuntimeDefault}
  volumeMounts:
    - {name: state, mountPath: /state}
    - {name: tmp, mountPath: /tmp}
    {{- if or .Values.policies .Values.policiesVolume }}
    - {name: policies, mountPath: /policies, readOnly: true}
    {{- end }}
    {{- if .Values.tls.secretName }}
    - {name: tls, mountPath: /tls, readOnly: true}
    {{- end }}
    {{- if .Values.credentials.secretName }}
    - {name: credentials, mountPath: /credentials, readOnly: true}
    {{- end }}
{{- end -}}

{{- define "portreeve.volumes" -}}
- {name: state, emptyDir: {sizeLimit: 64Mi}}
- {name: tmp, emptyDir: {sizeLimit: 64Mi}}
{{- if .Values.policiesVolume }}
- name: policies
  {{- toYaml .Values.policiesVolume | nindent 2 }}
{{- else if .Values.policies }}
- name: policies
  configMap:
    name: {{ include "portreeve.name" . }}-policies
    items:
      {{- range $path, $text := .Values.policies }}
      - {key: {{ $path | replace "/" "__" | quote }}, path: {{ $path | quote }}}
      {{- end }}
{{- end }}
{{- with .Values.tls.secretName }}
- {name: tls, secret: {secretName: {{ . | quote }}}}
{{- end }}
{{- with .Values.credentials.secretName }}
- {name: credentials, secret: {secretName: {{ . | quote }}}}
{{- end }}
{{- end -}}

{{/* What both kinds of pods have; the variables that Kubernetes makes of services are none of ours. */}}
{{- define "portreeve.pod" -}}
enableServiceLinks: false
automountServiceAccountToken: false
terminationGracePeriodSeconds: 45
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  fsGroup: 65532
{{- end -}}
