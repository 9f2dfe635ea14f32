/** Google's description of the API, for clients that are made from it; its root is the server that is asked. */
export function discoveryDocument(rootUrl: string): string {
  const post = (id: string, name: string, request: string, response: string, description: string) => ({
    id: `commentanalyzer.comments.${id}`,
    path: `v1alpha1/comments:${name}`,
    flatPath: `v1alpha1/comments:${name}`,
    httpMethod: 'POST',
    description,
    parameters: {},
    parameterOrder: [],
    request: { $ref: request },
    response: { $ref: response },
    scopes: ['https://www.googleapis.com/auth/userinfo.email'],
  });
  const object = (id: string) => ({ id, type: 'object', properties: {} });
  return JSON.stringify({
    kind: 'discovery#restDescription',
    discoveryVersion: 'v1',
    protocol: 'rest',
    id: 'commentanalyzer:v1alpha1',
    name: 'commentanalyzer',
    canonicalName: 'Comment Analyzer',
    version: 'v1alpha1',
    title: 'Perspective Comment Analyzer API, served by Safeward',
    description: 'Scores comments.',
    rootUrl: `${rootUrl}/`,
    baseUrl: `${rootUrl}/`,
    basePath: '',
    servicePath: '',
    batchPath: 'batch',
    version_module: true,
    parameters: {
      key: { type: 'string', location: 'query', description: 'The API key.' },
      alt: { type: 'string', location: 'query', enum: ['json'], default: 'json' },
      fields: { type: 'string', location: 'query' },
      prettyPrint: { type: 'boolean', location: 'query', default: 'true' },
    },
    resources: {
      comments: {
        methods: {
          analyze: post(
            'analyze',
            'analyze',
            'AnalyzeCommentRequest',
            'AnalyzeCommentResponse',
            'Analyzes the provided text and returns scores for requested attributes.',
          ),
          suggestscore: post(
            'suggestscore',
            'suggestscore',
            'SuggestCommentScoreRequest',
            'SuggestCommentScoreResponse',
            'Suggest comment scores as training data.',
          ),
        },
      },
    },
    schemas: {
      AnalyzeCommentRequest: object('AnalyzeCommentRequest'),
      AnalyzeCommentResponse: object('AnalyzeCommentResponse'),
      SuggestCommentScoreRequest: object('SuggestCommentScoreRequest'),
      SuggestCommentScoreResponse: object('SuggestCommentScoreResponse'),
    },
  });
}
